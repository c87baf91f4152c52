import { expect, test } from 'vitest';
import type { Value } from '../api/types';
import { Device } from './device.svelte';
import { attention, group, grouped, summary } from './summary';

function device(type: string, values: Record<string, Value>, available = true): Device {
  const rest = { access: 'read', kind: 'number', unit: '', label: '', description: '', risk: 'comfort' } as const;
  const attributes = Object.entries(values).map(([id, value]) => ({ id, value, time: null, ...rest }));
  const more = { aliases: [], area: null, manufacturer: '', model: '', driver: '', available, attributes };
  return new Device({ id: type, name: `The ${type}`, type, ...more });
}

test('a quiet room says so', () => {
  expect(summary([device('OnOffLight', { 'OnOff.onOff': false })])).toBe('All quiet');
});

test('a room says in one line what is on, how warm it is and what stands open', () => {
  const room = [
    device('OnOffLight', { 'OnOff.onOff': true }),
    device('DimmableLight', { 'OnOff.onOff': true }),
    device('TemperatureSensor', { 'Sensor.temperature': 22 }),
    device('TemperatureSensor', { 'Sensor.temperature': 23 }),
    device('ContactSensor', { 'Contact.open': true }),
    device('DoorLock', { 'DoorLock.lockState': 'unlocked' }),
  ];
  expect(summary(room)).toBe('2 lights on · 22.5 °C · The ContactSensor open · unlocked');
});

test('a fridge and a sensor that is offline do not make the room cold', () => {
  const room = [
    device('Refrigerator', { 'Sensor.temperature': 4 }),
    device('TemperatureSensor', { 'Sensor.temperature': 0 }, false),
    device('Thermostat', { 'Thermostat.localTemperature': 21 }),
  ];
  expect(summary(room)).toBe('21 °C');
});

test('alarms come before what is only a nuisance, and nothing is listed when all is well', () => {
  const leak = device('WaterLeakDetector', { 'Sensor.leak': true });
  const battery = device('ContactSensor', { 'Sensor.battery': 9, 'Contact.open': false });
  const away = device('Speaker', {}, false);
  expect(attention([battery, away, leak]).map((one) => one.level)).toEqual(['bad', 'warn', 'warn']);
  expect(attention([device('ContactSensor', { 'Sensor.battery': 80 })])).toEqual([]);
});

test('devices stand in groups, sensors last', () => {
  expect([group('ExtendedColorLight'), group('Dishwasher'), group('WaterLeakDetector')]).toEqual([
    'lights',
    'appliances',
    'sensors',
  ]);
  const groups = grouped([device('TemperatureSensor', {}), device('OnOffLight', {})]).map((part) => part.group);
  expect(groups).toEqual(['lights', 'sensors']);
});
