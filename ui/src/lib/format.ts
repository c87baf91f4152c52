// Values, names and times in the person's words.
import { maybe, speech, t } from './i18n/i18n.svelte';
import type { AttributeView, Value } from './api/types';

type Described = Pick<AttributeView, 'id' | 'label' | 'unit'>;

export function attributeName(attribute: Described): string {
  return attribute.label || maybe(`attribute.${attribute.id}`) || humanised(attribute.id);
}

/** `Vendor.ecoMode` becomes "Eco mode": all that can be said of a name that nobody described. */
export function humanised(id: string): string {
  const last = id.slice(id.lastIndexOf('.') + 1).replace(/[_-]+/g, ' ');
  const spaced = last.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

export function typeName(type: string): string {
  return maybe(`type.${type}`) ?? t('type.Generic');
}

export function choiceName(value: string): string {
  return maybe(`value.${value}`) ?? value;
}

export function number(value: number, digits = 1): string {
  return new Intl.NumberFormat(speech.language, { maximumFractionDigits: digits }).format(value);
}

export function valueText(attribute: Described, value: Value | null): string {
  if (value === null) return '–';
  if (typeof value === 'boolean') return booleanText(attribute.id, value);
  if (typeof value === 'string') return choiceName(value);
  const digits = Math.abs(value) < 100 ? 1 : 0;
  return attribute.unit === '' ? number(value) : `${number(value, digits)} ${attribute.unit}`;
}

function booleanText(id: string, value: boolean): string {
  if (id === 'Contact.open') return value ? t('value.open') : t('value.closed');
  if (id.startsWith('OnOff.')) return value ? t('control.on') : t('control.off');
  return value ? t('value.yes') : t('value.no');
}

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** "5 minutes ago" within a week, a date before that. */
export function relativeTime(iso: string, now = Date.now()): string {
  const seconds = (new Date(iso).getTime() - now) / 1000;
  const format = new Intl.RelativeTimeFormat(speech.language, { numeric: 'auto' });
  if (Math.abs(seconds) > 7 * 86_400) return new Date(iso).toLocaleDateString(speech.language);
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) return format.format(Math.round(seconds / size), unit);
  }
  return format.format(0, 'second');
}

/** "10 seconds", "1 hour 30 minutes". */
export function duration(seconds: number): string {
  const parts: [number, string][] = [
    [Math.floor(seconds / 3600), 'hour'],
    [Math.floor((seconds % 3600) / 60), 'minute'],
    [Math.round((seconds % 60) * 10) / 10, 'second'],
  ];
  const shown = parts.filter(([count]) => count > 0);
  return (shown.length > 0 ? shown : parts.slice(-1))
    .map(([count, unit]) =>
      new Intl.NumberFormat(speech.language, { style: 'unit', unit, unitDisplay: 'long' }).format(count),
    )
    .join(' ');
}

export function clock(iso: string): string {
  return new Date(iso).toLocaleTimeString(speech.language, { hour: '2-digit', minute: '2-digit' });
}

export function day(iso: string): string {
  return new Date(iso).toLocaleDateString(speech.language, { weekday: 'long', day: 'numeric', month: 'long' });
}

/** Day and month, short. */
export function date(iso: string): string {
  return new Date(iso).toLocaleDateString(speech.language, { day: 'numeric', month: 'short' });
}

export function megabytes(bytes: number): string {
  return `${number(bytes / 1_048_576, 0)} MB`;
}

/** Gigabytes, and megabytes of what is small. */
export function gigabytes(bytes: number): string {
  return bytes < 1e8 ? `${number(bytes / 1e6)} MB` : `${number(bytes / 1e9)} GB`;
}

/** 7,800,000,000 as "7.8B", and as "78亿" in Chinese. */
export function compact(value: number): string {
  return new Intl.NumberFormat(speech.language, { notation: 'compact', maximumFractionDigits: 1 }).format(value);
}
