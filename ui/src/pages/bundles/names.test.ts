import { expect, test } from 'vitest';
import { freeName } from './names';

test('the first session of a driver bears its name, later ones a number', () => {
  expect(freeName('hue', [])).toBe('hue');
  expect(freeName('hue', ['hue', 'hue-2', 'other'])).toBe('hue-3');
});
