// The steps of a scene as rows that a person can change: what stands together happens at once, a pause comes between.
import type { AttributeView, Value } from '../../lib/api/types';
import type { Attribute, Device } from '../../lib/home/device.svelte';

export type Row =
  | { kind: 'set'; device: string; attribute: string; value: Value; over: number } // seconds
  | { kind: 'pause'; seconds: number }
  | { kind: 'other'; step: object }; // kept as it is: conditions, messages, timers

interface Written {
  do?: string;
  time?: string;
  commands?: { device: string; attribute: string; value: Value; over?: string }[];
}

/** `PT1M30S` as seconds; 0 where it is none. */
export function seconds(iso: string): number {
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(iso);
  if (!parts) return 0;
  const [days, hours, minutes, rest] = parts.slice(1).map((part) => Number(part ?? 0));
  return ((days! * 24 + hours!) * 60 + minutes!) * 60 + rest!;
}

/** The rows of steps as the hub writes them. */
export function read(steps: string): Row[] {
  return (JSON.parse(steps) as Written[]).flatMap((step): Row[] => {
    if (step.do === 'act' && step.commands)
      return step.commands.map(({ device, attribute, value, over }) => ({
        kind: 'set',
        device,
        attribute,
        value,
        over: over === undefined ? 0 : seconds(over),
      }));
    if (step.do === 'wait' && step.time !== undefined) return [{ kind: 'pause', seconds: seconds(step.time) }];
    return [{ kind: 'other', step }];
  });
}

/** Rows as the hub reads them; rows in a row that set something are one step. */
export function write(rows: readonly Row[]): string {
  const steps: object[] = [];
  let together: object[] | null = null;
  for (const row of rows) {
    if (row.kind !== 'set') {
      together = null;
      steps.push(row.kind === 'other' ? row.step : { do: 'wait', time: `PT${row.seconds}S` });
      continue;
    }
    if (together === null) {
      together = [];
      steps.push({ do: 'act', commands: together });
    }
    const { device, attribute, value, over } = row;
    together.push({ device, attribute, value, ...(over > 0 ? { over: `PT${over}S` } : {}) });
  }
  return JSON.stringify(steps);
}

/** What of a device a scene can set. */
export const settable = (device: Device): Attribute[] =>
  device.attributes.filter((one) => one.commandable && one.view.kind !== 'text');

/** What can go there slowly. */
export const fades = (attribute: string): boolean =>
  attribute.startsWith('LevelControl.') || attribute.startsWith('ColorControl.');

/** What a new row begins with: how it is now, or else something that it can be. */
export function firstValue({ kind, min, values }: AttributeView, now: Value | null): Value {
  if (now !== null) return now;
  switch (kind) {
    case 'boolean':
      return true;
    case 'number':
      return min ?? 0;
    case 'colour':
      return '#ffffff';
    default:
      return values?.[0] ?? '';
  }
}

/** A new row for a device; none where nothing of it can be set. */
export function rowFor(device: Device): Row | null {
  const attribute = settable(device)[0];
  return attribute
    ? {
        kind: 'set',
        device: device.id,
        attribute: attribute.id,
        value: firstValue(attribute.view, attribute.value),
        over: 0,
      }
    : null;
}

/** The rows with one of them a place further up or down. */
export function moved(rows: readonly Row[], index: number, by: -1 | 1): Row[] {
  const next = [...rows];
  const [row] = next.splice(index, 1);
  next.splice(index + by, 0, row!);
  return next;
}
