// Texts in the person's language. A language is a resource file; every key must be in each of them.
import en from './en.json';
import zh from './zh-CN.json';

export type Key = keyof typeof en;
/** Keys with plural forms, named without the form: `home.devices` for `home.devices.other`. */
export type PluralKey = { [K in Key]: K extends `${infer Base}.other` ? Base : never }[Key];
export type Language = 'en' | 'zh-CN';
type Texts = Record<string, string>;
type Parameters = Record<string, string | number>;

export const languages: { code: Language; name: string }[] = [
  { code: 'en', name: 'English' },
  { code: 'zh-CN', name: '简体中文' },
];

const texts: Record<Language, Texts> = { en, 'zh-CN': zh };
const STORED = 'lares.language';

/** The first language of the browser that the page speaks; English where there is none. */
export function preferred(stored: string | null, wished: readonly string[]): Language {
  for (const wish of stored === null ? wished : [stored, ...wished]) {
    if (wish.toLowerCase().startsWith('zh')) return 'zh-CN';
    if (wish.toLowerCase().startsWith('en')) return 'en';
  }
  return 'en';
}

class Speech {
  language: Language = $state('en');

  start(): void {
    this.language = preferred(read(), navigator.languages);
    document.documentElement.lang = this.language;
  }

  choose(language: Language): void {
    this.language = language;
    document.documentElement.lang = language;
    try {
      localStorage.setItem(STORED, language);
    } catch {
      // Storage is switched off: the choice holds until the page is closed.
    }
  }
}

function read(): string | null {
  try {
    return localStorage.getItem(STORED);
  } catch {
    return null;
  }
}

export const speech = new Speech();

function fill(text: string, parameters?: Parameters): string {
  if (!parameters) return text;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(parameters[name] ?? whole));
}

/** The text of a key. */
export function t(key: Key, parameters?: Parameters): string {
  return fill(texts[speech.language][key] ?? en[key], parameters);
}

const rules = new Map<Language, Intl.PluralRules>();

/** The text of a key in the plural form that the language has for this count, as `{count}`. */
export function plural(key: PluralKey, count: number, parameters?: Parameters): string {
  const language = speech.language;
  let rule = rules.get(language);
  if (!rule) rules.set(language, (rule = new Intl.PluralRules(language)));
  const known = texts[language];
  const text = known[`${key}.${rule.select(count)}`] ?? known[`${key}.other`] ?? '';
  return fill(text, { count: new Intl.NumberFormat(language).format(count), ...parameters });
}

/** The text of a key that is put together at run time, or undefined where nobody wrote one. */
export function maybe(key: string): string | undefined {
  return texts[speech.language][key];
}
