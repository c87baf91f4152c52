import { expect, test } from 'vitest';
import en from './en.json';
import { preferred } from './i18n.svelte';
import zh from './zh-CN.json';

test('every key is written in both languages', () => {
  expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort());
});

test('a translation keeps the names in braces', () => {
  const names = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
  for (const key of Object.keys(en) as (keyof typeof en)[]) expect(names(zh[key]), key).toEqual(names(en[key]));
});

test('the choice stored here wins over the browser, and English is the last resort', () => {
  expect(preferred(null, ['zh-TW', 'en'])).toBe('zh-CN');
  expect(preferred('en', ['zh-CN'])).toBe('en');
  expect(preferred(null, ['fr'])).toBe('en');
});
