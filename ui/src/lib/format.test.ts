import { expect, test } from 'vitest';
import { attributeName, humanised, relativeTime, valueText } from './format';

const described = (id: string, unit = '', label = '') => ({ id, unit, label });

test('a name is the label, the word the page knows, or the identifier made readable', () => {
  expect(attributeName(described('Vendor.x', '', 'Eco'))).toBe('Eco');
  expect(attributeName(described('Sensor.humidity'))).toBe('Humidity');
  expect(humanised('Vendor.ecoMode_level2')).toBe('Eco mode level2');
});

test('values carry units, and words where they have some', () => {
  expect(valueText(described('Sensor.temperature', '°C'), 21.456)).toBe('21.5 °C');
  expect(valueText(described('Sensor.co2', 'ppm'), 612.7)).toBe('613 ppm');
  expect(valueText(described('Contact.open'), true)).toBe('Open');
  expect(valueText(described('OnOff.onOff'), false)).toBe('Off');
  expect(valueText(described('Vendor.flag'), true)).toBe('Yes');
  expect(valueText(described('DoorLock.lockState'), 'locked')).toBe('Locked');
  expect(valueText(described('Vendor.mode'), 'turbo')).toBe('turbo');
  expect(valueText(described('Sensor.co2', 'ppm'), null)).toBe('–');
});

test('times are relative within a week', () => {
  const now = Date.parse('2026-11-08T12:00:00Z');
  expect(relativeTime('2026-11-08T11:59:40Z', now)).toBe('now');
  expect(relativeTime('2026-11-08T11:55:00Z', now)).toBe('5 minutes ago');
  expect(relativeTime('2026-11-07T11:00:00Z', now)).toBe('yesterday');
  expect(relativeTime('2026-10-01T12:00:00Z', now)).toMatch(/2026/);
});
