import { expect, test } from 'vitest';
import { control, needsConfirmation } from './choose';

test('a described number gets a slider where it is bounded and a field where it is not', () => {
  expect(control({ id: 'Vendor.speed', access: 'write', kind: 'number', min: 0, max: 9 })).toBe('slider');
  expect(control({ id: 'Vendor.speed', access: 'write', kind: 'number' })).toBe('field');
});

test('what can only be read has no control', () => {
  expect(control({ id: 'Sensor.temperature', access: 'read', kind: 'number' })).toBe('none');
});

test('unlocking asks first, locking does not', () => {
  const lock = { id: 'DoorLock.lockState', risk: 'security' } as const;
  expect(needsConfirmation(lock, 'unlocked')).toBe(true);
  expect(needsConfirmation(lock, 'locked')).toBe(false);
});
