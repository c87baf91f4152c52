// Rows of the journal, put together into what a person would call one thing.
import type { ActivityRow, Value } from '../../lib/api/types';

/** What a wish did to one attribute. */
export interface Effect {
  device: string;
  attribute: string;
  before?: Value | null | undefined;
  after?: Value | undefined;
  outcome?: string | undefined;
  detail?: string | undefined;
}

export type Entry =
  | {
      kind: 'wish';
      key: string;
      time: string;
      actor?: ActivityRow['actor'] | undefined;
      text: string;
      effects: Effect[];
    }
  | { kind: 'change'; key: string; time: string; effect: Effect }
  | { kind: 'note'; key: string; time: string; text: string };
type Wish = Extract<Entry, { kind: 'wish' }>;

/**
 * A wish stands once, with all that it changed, where its newest row stands.
 * @param rows newest first
 */
export function entries(rows: ActivityRow[]): Entry[] {
  const wishes = new Map<string, Wish>();
  const all: Entry[] = [];
  for (const row of rows) {
    const key = String(row.row);
    if (row.intent) {
      let wish = wishes.get(row.intent);
      if (!wish) {
        wish = { kind: 'wish', key: row.intent, time: row.time, text: '', effects: [] };
        wishes.set(row.intent, wish);
        all.push(wish);
      }
      join(wish, row);
    } else if (row.kind === 'noted') {
      all.push({ kind: 'note', key, time: row.time, text: row.text ?? '' });
    } else if (row.device && row.attribute) {
      all.push({ kind: 'change', key, time: row.time, effect: effectOf(row) });
    }
  }
  return all;
}

function effectOf({ device = '', attribute = '', before, after }: ActivityRow): Effect {
  return { device, attribute, before, after };
}

function join(wish: Wish, row: ActivityRow): void {
  if (row.kind === 'asked') {
    wish.actor = row.actor;
    wish.text = row.text ?? '';
    wish.time = row.time;
    return;
  }
  let effect = wish.effects.find((one) => one.device === row.device && one.attribute === row.attribute);
  // Rows come newest first, effects stand in the order in which they came about.
  if (!effect) wish.effects.unshift((effect = effectOf(row)));
  if (row.kind === 'done') {
    effect.outcome ??= row.outcome;
    effect.detail ??= row.detail;
  } else {
    effect.before = row.before;
  }
}

/** Rows of both, each once, newest first. */
export function merged(newer: ActivityRow[], older: ActivityRow[]): ActivityRow[] {
  const last = newer.at(-1)?.row ?? Infinity;
  return [...newer, ...older.filter((row) => row.row < last)];
}
