// What happened, newest first, kept up to date while the page is looked at.
import { api, wordsFor } from '../../lib/api/client';
import type { ActivityRow } from '../../lib/api/types';
import { home } from '../../lib/home/home.svelte';
import { entries, merged, type Effect, type Entry } from './entries';

const PAGE = 200;
const ENOUGH = 20;
const MOST_PAGES = 6;
const REST = 1500;

export class Feed {
  rows: ActivityRow[] = $state.raw([]);
  more = $state(false);
  loaded = $state(false);
  problem = $state('');
  room = $state('');
  person = $state('');
  device = $state('');
  measurements = $state(false);
  readonly shown = $derived(entries(this.rows).filter((entry) => this.wanted(entry)));
  private run = 0;

  /** Loads anew with the present filters. */
  async start(): Promise<void> {
    const run = ++this.run;
    this.loaded = false;
    this.rows = [];
    await this.older(run);
  }

  /** Loads older rows, until there is something to see or nothing is left. */
  async older(run = this.run): Promise<void> {
    const before = this.shown.length;
    for (let page = 0; page < MOST_PAGES && this.shown.length < before + ENOUGH; page++) {
      try {
        const found = await api.activity({ ...this.query, limit: PAGE, before: this.rows.at(-1)?.row });
        if (run !== this.run) return;
        this.rows = [...this.rows, ...found.rows];
        this.more = found.more;
        this.problem = '';
      } catch (failure) {
        if (run === this.run) this.problem = wordsFor(failure);
        break;
      }
      if (!this.more) break;
    }
    if (run === this.run) this.loaded = true;
  }

  /** Follows the live stream. Returns what ends it. */
  follow(): () => void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void this.newer();
      }, REST);
    };
    const ends = [home.stream.on('change', soon), home.stream.on('command', soon), home.stream.on('turn', soon)];
    return () => {
      clearTimeout(timer);
      this.run++;
      for (const end of ends) end();
    };
  }

  private async newer(): Promise<void> {
    const run = this.run;
    if (!this.loaded || document.hidden) return;
    try {
      const { rows, more } = await api.activity({ ...this.query, limit: PAGE });
      if (run !== this.run) return;
      const joins = !more || rows.at(-1)!.row <= (this.rows[0]?.row ?? 0);
      this.rows = joins ? merged(rows, this.rows) : rows;
      if (!joins) this.more = true;
    } catch {
      // The next event tries again; the shell says that the connection is lost.
    }
  }

  private get query() {
    return { device: this.device || undefined, actor: this.person || undefined };
  }

  private wanted(entry: Entry): boolean {
    if (entry.kind === 'note') return !this.room && !this.device && !this.person;
    const effects = entry.kind === 'wish' ? entry.effects : [entry.effect];
    if (this.room && !effects.some((effect) => home.device(effect.device)?.view.area === this.room)) return false;
    return (
      entry.kind === 'wish' ||
      this.measurements ||
      this.device !== '' ||
      !(measured(entry.effect) || firstSeen(entry.effect))
    );
  }
}

/** What a new device shows at first is not something that happened. */
function firstSeen(effect: Effect): boolean {
  return effect.before === null || effect.before === undefined;
}

/** A number that a sensor reports: too many of them to tell a story. */
function measured(effect: Effect): boolean {
  const attribute = home.device(effect.device)?.attribute(effect.attribute);
  return attribute ? attribute.view.kind === 'number' && !attribute.commandable : typeof effect.after === 'number';
}
