import { expect, test } from 'vitest';
import type { ActivityRow } from '../../lib/api/types';
import { entries, merged } from './entries';

const row = (row: number, kind: ActivityRow['kind'], more: Partial<ActivityRow> = {}): ActivityRow => ({
  row,
  kind,
  time: `2026-11-01T08:00:${String(row).padStart(2, '0')}Z`,
  ...more,
});
const lamp = { device: 'lamp', attribute: 'OnOff.onOff', intent: 'turn-1' };
const fan = { device: 'fan', attribute: 'Fan.percent', intent: 'turn-1' };
const alex = { kind: 'person', id: 'alex', name: 'Alex', channel: 'sentence' };

test('a wish stands once, with its changes and outcomes in their order', () => {
  const found = entries([
    row(6, 'done', { ...fan, after: 30, outcome: 'failed', detail: 'OFFLINE' }),
    row(5, 'done', { ...lamp, after: false, outcome: 'confirmed', detail: '' }),
    row(4, 'changed', { device: 'door', attribute: 'Contact.open', before: false, after: true }),
    row(3, 'changed', { ...lamp, before: true, after: false }),
    row(2, 'asked', { intent: 'turn-1', actor: alex, text: 'good night' }),
  ]);
  expect(found.map((one) => one.kind)).toEqual(['wish', 'change']);
  expect(found[0]).toMatchObject({
    actor: alex,
    text: 'good night',
    time: '2026-11-01T08:00:02Z',
    effects: [
      { device: 'lamp', before: true, after: false, outcome: 'confirmed' },
      { device: 'fan', after: 30, outcome: 'failed', detail: 'OFFLINE' },
    ],
  });
});

test('a wish whose beginning is not loaded yet shows what it did', () => {
  const found = entries([row(5, 'done', { ...lamp, after: true, outcome: 'confirmed' })]);
  expect(found[0]).toMatchObject({ kind: 'wish', text: '', effects: [{ device: 'lamp', after: true }] });
});

test('a note stands as it is', () => {
  expect(entries([row(1, 'noted', { text: 'A driver stopped.' })])).toMatchObject([
    { kind: 'note', text: 'A driver stopped.' },
  ]);
});

test('newer rows go on top of those that are there, each once', () => {
  const rows = merged([row(5, 'noted'), row(4, 'noted'), row(3, 'noted')], [row(4, 'noted'), row(2, 'noted')]);
  expect(rows.map((one) => one.row)).toEqual([5, 4, 3, 2]);
});
