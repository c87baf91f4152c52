import { expect, test } from 'vitest';
import { EventStream, pause } from './events';

test('pauses grow, stay bounded and differ between pages', () => {
  expect(pause(0, 1)).toBe(500);
  expect(pause(3, 1)).toBe(4000);
  expect(pause(50, 1)).toBe(15_000);
  expect(pause(3, 0)).toBe(2000);
});

test('an event reaches all that listen for its name, until they stop', () => {
  const stream = new EventStream(
    () => {},
    () => {},
  );
  const seen: number[] = [];
  const stop = stream.on('home', (event) => seen.push(event.revision));
  stream.on('home', (event) => seen.push(event.revision * 10));
  stream.dispatch('home', '{"revision":2}');
  stop();
  stream.dispatch('home', '{"revision":3}');
  stream.dispatch('bundles', '{}');
  expect(seen).toEqual([2, 20, 30]);
});
