import { expect, test } from 'vitest';
import type { RemoteSettings } from '../../lib/api/types';
import { tone, wish } from './remote';

const settings: RemoteSettings = {
  address: ' http://10.0.0.2:8000 ',
  model: '',
  engine: 'any',
  api: 'chat',
  contextTokens: 0,
  turn: 'first',
};

test('a key that nobody typed is left out, so that the hub keeps it', () => {
  expect(wish(settings, '', false)).not.toHaveProperty('key');
  expect(wish({ ...settings, key: 'old' }, '', false)).not.toHaveProperty('key');
});

test('a typed key is sent, and an empty one to forget it', () => {
  expect(wish(settings, 'sk-1', false).key).toBe('sk-1');
  expect(wish(settings, 'sk-1', true).key).toBe('sk-1');
  expect(wish(settings, '', true).key).toBe('');
});

test('an address is sent without the blanks around it, and no number as 0', () => {
  expect(wish(settings, '', false).address).toBe('http://10.0.0.2:8000');
  expect(wish({ ...settings, contextTokens: null as unknown as number }, '', false).contextTokens).toBe(0);
});

test('only a model that is away calls for attention', () => {
  expect((['off', 'looking', 'ready', 'away'] as const).map(tone)).toEqual(['', '', 'good', 'warn']);
});
