import { describe, expect, test } from 'vitest';
import type { AttributeView } from '../../lib/api/types';
import { firstValue, moved, read, type Row, seconds, write } from './steps';

const lamp = { device: 'lamp', attribute: 'LevelControl.currentLevel', value: 40 };
const fan = { device: 'fan', attribute: 'OnOff.onOff', value: false };

describe('the steps of a scene', () => {
  test('are rows: what is set, how slowly, and the pauses between', () => {
    const steps = [
      { do: 'act', commands: [{ ...lamp, over: 'PT1M30S' }, fan], words: 'dim the lamp' },
      { do: 'wait', time: 'PT2H' },
    ];
    expect(read(JSON.stringify(steps))).toEqual([
      { kind: 'set', ...lamp, over: 90 },
      { kind: 'set', ...fan, over: 0 },
      { kind: 'pause', seconds: 7200 },
    ]);
  });

  test('are written so that what stands together happens at once', () => {
    const rows: Row[] = [
      { kind: 'set', ...lamp, over: 10 },
      { kind: 'set', ...fan, over: 0 },
      { kind: 'pause', seconds: 5 },
      { kind: 'set', ...fan, over: 0 },
    ];
    expect(JSON.parse(write(rows))).toEqual([
      { do: 'act', commands: [{ ...lamp, over: 'PT10S' }, fan] },
      { do: 'wait', time: 'PT5S' },
      { do: 'act', commands: [fan] },
    ]);
  });

  test('keep what no row can show', () => {
    const steps = [
      { do: 'message', text: 'good night', commands: [] },
      { do: 'wait', time: 'PT5S' },
    ];
    expect(JSON.parse(write(read(JSON.stringify(steps))))).toEqual(steps);
  });

  test('change places', () => {
    const rows: Row[] = [
      { kind: 'pause', seconds: 1 },
      { kind: 'pause', seconds: 2 },
      { kind: 'pause', seconds: 3 },
    ];
    expect(moved(rows, 2, -1).map((row) => row.kind === 'pause' && row.seconds)).toEqual([1, 3, 2]);
    expect(moved(rows, 0, 1).map((row) => row.kind === 'pause' && row.seconds)).toEqual([2, 1, 3]);
  });
});

test('lengths of time are read as the hub writes them', () => {
  expect(seconds('PT0.5S')).toBe(0.5);
  expect(seconds('P1DT1S')).toBe(86_401);
  expect(seconds('soon')).toBe(0);
});

test('a new row begins with how it is now, or with something possible', () => {
  const choice = { kind: 'choice', values: ['heat', 'cool'] } as AttributeView;
  expect(firstValue(choice, 'cool')).toBe('cool');
  expect(firstValue(choice, null)).toBe('heat');
  expect(firstValue({ kind: 'number', min: 16 } as AttributeView, null)).toBe(16);
});
