import { expect, test } from 'vitest';
import type { AttributeView, CommandView, DeviceView, HomeView, Value } from '../api/types';
import { HomeStore } from './home.svelte';

const T0 = '2026-11-01T08:00:00Z';

function attribute(id: string, value: Value | null): AttributeView {
  const kind = typeof value === 'number' ? 'number' : 'boolean';
  return { id, access: 'write', kind, unit: '', label: '', description: '', risk: 'comfort', value, time: T0 };
}

function device(id: string, area: string | null, on: boolean): DeviceView {
  const more = { aliases: [], type: 'OnOffLight', manufacturer: '', model: '', driver: '', available: true };
  return { id, name: id, area, ...more, attributes: [attribute('OnOff.onOff', on)] };
}

function view(...devices: DeviceView[]): HomeView {
  return { name: 'Home', language: 'en', revision: 1, floors: [], areas: [], people: [], devices };
}

function answer(ticket: number, status: CommandView['status'], message = ''): CommandView {
  return { ticket, intent: '', device: 'lamp', attribute: 'OnOff.onOff', value: true, status, message };
}

/** A home of one lamp that is off, with a hub that says what a test tells it to. */
async function opened(first: HomeView = view(device('lamp', 'hall', false))) {
  const hub = {
    view: first,
    fetched: 0,
    home: () => {
      hub.fetched++;
      return Promise.resolve(hub.view);
    },
    command: () => Promise.resolve(answer(7, 'sent')),
  };
  const home = new HomeStore(hub);
  await home.refresh();
  const say = (name: Parameters<typeof home.stream.dispatch>[0], event: unknown) =>
    home.stream.dispatch(name, JSON.stringify(event));
  const power = () => home.device('lamp')!.attribute('OnOff.onOff')!;
  return { home, hub, say, power };
}

test('a wish is pending until an observation shows it', async () => {
  const { home, say, power } = await opened();
  await home.wish(power(), true);
  expect([power().pending, power().value, power().shown]).toEqual([true, false, true]);
  say('change', { device: 'lamp', attribute: 'OnOff.onOff', value: true, time: '2026-11-01T08:00:01Z' });
  expect([power().pending, power().value]).toEqual([null, true]);
});

test('a wish that failed says why and which value to try again', async () => {
  const { home, say, power } = await opened();
  await home.wish(power(), true);
  say('command', answer(7, 'failed', 'No answer.'));
  expect(power().pending).toBeNull();
  expect(power().problem).toEqual({ message: 'No answer.', value: true });
});

test('an outcome that comes before the answer with its ticket is not lost', async () => {
  const { home, hub, say, power } = await opened();
  let reply = (_: CommandView) => {};
  hub.command = () => new Promise((resolve) => (reply = resolve));
  const sent = home.wish(power(), true);
  say('command', answer(9, 'failed', 'Broken.'));
  reply(answer(9, 'sent'));
  await sent;
  expect(power().problem?.message).toBe('Broken.');
});

test('the outcome of an older wish leaves the newer one pending', async () => {
  const { home, say, power } = await opened();
  await home.wish(power(), true);
  say('command', answer(3, 'failed', 'Old.'));
  expect([power().pending, power().problem]).toEqual([true, null]);
});

test('a hub that refuses is quoted', async () => {
  const { home, hub, power } = await opened();
  hub.command = () => Promise.reject(new Error('Too bright.'));
  await home.wish(power(), true);
  expect([power().pending, power().problem?.message]).toEqual([null, 'Too bright.']);
});

test('a fetch keeps devices that are still there, with their wishes, and takes new names over', async () => {
  const { home, hub, power } = await opened();
  const lamp = home.device('lamp');
  await home.wish(power(), true);
  hub.view = view({ ...device('lamp', 'attic', false), name: 'Reading lamp' }, device('fan', null, true));
  await home.refresh();
  expect(home.device('lamp')).toBe(lamp);
  expect([lamp?.name, power().pending]).toEqual(['Reading lamp', true]);
  expect(home.inRoom('attic').map((one) => one.id)).toEqual(['lamp']);
  expect(home.inRoom(null).map((one) => one.id)).toEqual(['fan']);
  expect(home.inRoom('hall')).toEqual([]);
});

test('a device that is gone is gone', async () => {
  const { home, hub } = await opened();
  hub.view = view();
  await home.refresh();
  expect(home.device('lamp')).toBeUndefined();
  expect(home.devices).toEqual([]);
});

test('what changes during a fetch comes on top of it', async () => {
  const { home, say, power } = await opened();
  const done = home.refresh();
  say('change', { device: 'lamp', attribute: 'OnOff.onOff', value: true, time: '2026-11-01T08:00:01Z' });
  await done;
  expect(power().value).toBe(true);
});

test('many announcements during a fetch cost one more fetch', async () => {
  const { home, hub, say } = await opened();
  const done = home.refresh();
  for (let revision = 2; revision < 9; revision++) say('home', { revision });
  await done;
  expect(hub.fetched).toBe(3);
});

test('an older observation does not undo a newer one, however many digits its time has', async () => {
  const { say, power } = await opened();
  const change = { device: 'lamp', attribute: 'OnOff.onOff' };
  say('change', { ...change, value: true, time: '2026-11-01T08:00:01.5Z' });
  say('change', { ...change, value: false, time: '2026-11-01T08:00:01Z' });
  expect(power().value).toBe(true);
});

test('availability is followed, and events of unknown devices are let pass', async () => {
  const { home, say } = await opened();
  say('availability', { device: 'lamp', available: false });
  say('availability', { device: 'ghost', available: false });
  say('change', { device: 'ghost', attribute: 'OnOff.onOff', value: true, time: T0 });
  expect(home.device('lamp')?.available).toBe(false);
});
