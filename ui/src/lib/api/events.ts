// The live stream of the hub: reconnects by itself and says when the page has to fetch everything again.
import type { CommandView, DriverView, TurnView, Value } from './types';
import { BASE } from './client';

export interface LiveEvents {
  change: { device: string; attribute: string; value: Value; time: string; intent?: string };
  availability: { device: string; available: boolean };
  home: { revision: number };
  command: CommandView;
  turn: TurnView;
  driver: DriverView;
  bundles: Record<string, never>;
  resync: Record<string, never>;
}
type Name = keyof LiveEvents;
type Listener<N extends Name> = (event: LiveEvents[N]) => void;

const NAMES: Name[] = ['change', 'availability', 'home', 'command', 'turn', 'driver', 'bundles', 'resync'];
const LONGEST_PAUSE = 15_000;

/** The pause before the next attempt: doubling, bounded, and never the same for all pages at once. */
export function pause(attempt: number, random = Math.random()): number {
  return Math.min(LONGEST_PAUSE, 500 * 2 ** attempt) * (0.5 + random / 2);
}

export class EventStream {
  private source: EventSource | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private attempt = 0;
  private readonly listeners = new Map<Name, Set<(event: never) => void>>();

  /**
   * @param onOpen the stream is up: what came before it is to be fetched
   * @param onLost it broke off and will be tried again
   */
  constructor(
    private readonly onOpen: () => void,
    private readonly onLost: () => void,
  ) {}

  start(): void {
    this.stop();
    const source = new EventSource(`${BASE}/events`);
    this.source = source;
    source.onopen = () => {
      this.attempt = 0;
      this.onOpen();
    };
    source.onerror = () => {
      // The browser's own retry gives up on some errors, and never waits longer: do it here.
      source.close();
      this.onLost();
      this.timer = setTimeout(() => this.start(), pause(this.attempt++));
    };
    for (const name of NAMES) {
      source.addEventListener(name, (message) => this.dispatch(name, (message as MessageEvent<string>).data));
    }
  }

  stop(): void {
    clearTimeout(this.timer);
    this.source?.close();
    this.source = null;
  }

  /** Returns what ends the listening. */
  on<N extends Name>(name: N, listener: Listener<N>): () => void {
    let all = this.listeners.get(name);
    if (!all) this.listeners.set(name, (all = new Set()));
    all.add(listener);
    return () => all.delete(listener);
  }

  /** Hands an event on to those who listen. */
  dispatch(name: Name, data: string): void {
    const event = JSON.parse(data) as never;
    for (const listener of this.listeners.get(name) ?? []) listener(event);
  }
}
