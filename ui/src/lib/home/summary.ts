// A room in one line, and what in the home needs a person.
import { plural, t } from '../i18n/i18n.svelte';
import { attributeName, number } from '../format';
import type { IconName } from '../ui/icons';
import type { Device } from './device.svelte';

/** The name without the room's, for where the room is known. */
function within(device: Device, room: string | undefined): string {
  const rest = room && device.name.startsWith(room) ? device.name.slice(room.length).trim() : '';
  return rest === '' ? device.name : rest;
}

/** "3 lights on · 22.5 °C · Balcony door open". The whole home has no warmth of its own. */
export function summary(devices: Device[], { room, warmth = true }: { room?: string; warmth?: boolean } = {}): string {
  const parts: string[] = [];
  const lit = devices.filter((device) => device.isLight && device.value('OnOff.onOff') === true).length;
  if (lit > 0) parts.push(plural('sum.lights', lit));
  const degrees = warmth ? temperature(devices) : null;
  if (degrees !== null) parts.push(`${number(degrees)} °C`);
  const open = devices.filter(
    (device) => device.value('Contact.open') === true || Number(device.value('GarageDoor.position') ?? 0) > 0,
  );
  if (open.length === 1) parts.push(t('sum.open', { name: within(open[0]!, room) }));
  else if (open.length > 1) parts.push(plural('sum.opens', open.length));
  const locks = devices.map((device) => device.value('DoorLock.lockState')).filter((state) => state !== null);
  if (locks.length > 0) parts.push(locks.includes('unlocked') ? t('sum.unlocked') : t('sum.locked'));
  const playing = devices.find((device) => device.value('Media.playback') === 'playing');
  if (playing) parts.push(t('sum.playing', { name: within(playing, room) }));
  if (parts.length === 0 && devices.some((device) => device.value('Occupancy.occupied') === true))
    parts.push(t('sum.occupied'));
  return parts.length === 0 ? t('home.quiet') : parts.join(' · ');
}

/** The mean of what the room's sensors say; of its thermostats where it has no sensor. */
export function temperature(devices: Device[]): number | null {
  for (const id of ['Sensor.temperature', 'Thermostat.localTemperature']) {
    const values = devices
      .filter((device) => device.available && device.view.type !== 'Refrigerator' && device.view.type !== 'Oven')
      .map((device) => device.value(id))
      .filter((value) => typeof value === 'number');
    if (values.length > 0) return values.reduce((sum, value) => sum + value, 0) / values.length;
  }
  return null;
}

export interface Attention {
  device: Device;
  text: string;
  level: 'bad' | 'warn';
  icon: IconName;
}

const ALARMS = ['Sensor.smoke', 'Sensor.carbonMonoxide', 'Sensor.gas', 'Sensor.leak', 'Sensor.tamper'];
const LOW_BATTERY = 15;

/** What a person should look at, the worst first. Empty when all is well. */
export function attention(devices: Device[]): Attention[] {
  const found: Attention[] = [];
  const add = (device: Device, level: 'bad' | 'warn', text: string, icon: IconName = 'warning') =>
    found.push({ device, level, text, icon });
  for (const device of devices) {
    const name = device.name;
    if (!device.available) add(device, 'warn', t('attention.offline', { name }), 'offline');
    for (const id of ALARMS) {
      const alarm = device.attribute(id);
      if (alarm?.value === true) add(device, 'bad', t('attention.alarm', { name, what: attributeName(alarm.view) }));
    }
    if (device.value('DoorLock.problem') === 'jammed') add(device, 'bad', t('attention.jammed', { name }));
    const battery = device.value('Sensor.battery');
    if (typeof battery === 'number' && battery <= LOW_BATTERY)
      add(device, 'warn', t('attention.battery', { name, level: `${number(battery)} %` }), 'battery');
    for (const attribute of device.attributes)
      if (attribute.problem)
        add(device, 'warn', t('attention.unconfirmed', { name, what: attributeName(attribute.view) }));
  }
  return found.sort((a, b) => a.level.localeCompare(b.level));
}

const GROUPS: [string, RegExp][] = [
  ['lights', /Light$/],
  ['climate', /^(Thermostat|RoomAirConditioner|Fan|AirPurifier|Humidifier|Dehumidifier|WaterHeater)$/],
  ['covers', /^(WindowCovering|DoorLock|GarageDoor)$/],
  ['media', /^(BasicVideoPlayer|Speaker)$/],
  ['sensors', /(Sensor|Alarm|Detector)$/],
  ['other', /^(Generic|Scene|Script|Person|Vehicle|GenericSwitch)$/],
];
export type Group = 'lights' | 'climate' | 'covers' | 'media' | 'appliances' | 'sensors' | 'other';
const ORDER: Group[] = ['lights', 'climate', 'covers', 'media', 'appliances', 'other', 'sensors'];

export function group(type: string): Group {
  return (GROUPS.find(([, pattern]) => pattern.test(type))?.[0] ?? 'appliances') as Group;
}

export function grouped(devices: Device[]): { group: Group; devices: Device[] }[] {
  return ORDER.map((name) => ({
    group: name,
    devices: devices.filter((device) => group(device.view.type) === name),
  })).filter((part) => part.devices.length > 0);
}
