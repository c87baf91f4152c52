// The home: fetched once, then kept by the live stream.
import { api, wordsFor } from '../api/client';
import { EventStream, type LiveEvents } from '../api/events';
import type { CommandView, HomeView, Value } from '../api/types';
import { t } from '../i18n/i18n.svelte';
import { type Attribute, Device } from './device.svelte';

type Room = HomeView['areas'][number];
const ENDED = new Set(['confirmed', 'unconfirmed', 'failed']);
const LONGEST_WISH = 35_000;

type Hub = Pick<typeof api, 'home' | 'command'>;

export class HomeStore {
  loaded = $state(false);
  connected = $state(true);
  problem = $state('');
  view: HomeView | null = $state.raw(null);
  devices: Device[] = $state.raw([]);
  readonly stream = new EventStream(
    () => {
      this.connected = true;
      void this.refresh();
    },
    () => {
      // A stream does not say why it ended. Where the session is over, this fetch does.
      this.connected = false;
      void this.refresh();
    },
  );
  private byId: Map<string, Device> = $state.raw(new Map());
  private readonly byRoom = $derived.by(() => {
    const rooms = new Map<string | null, Device[]>();
    for (const device of this.devices) {
      const list = rooms.get(device.view.area);
      if (list) list.push(device);
      else rooms.set(device.view.area, [device]);
    }
    return rooms;
  });
  private waiting: LiveEvents['change'][] = [];
  private fetching: Promise<void> | null = null;
  private stale = false;
  private readonly early = new Map<number, CommandView>();

  constructor(private readonly hub: Hub = api) {
    this.stream.on('change', (change) => (this.fetching ? this.waiting.push(change) : this.apply(change)));
    this.stream.on('availability', (event) => {
      const device = this.byId.get(event.device);
      if (device) device.available = event.available;
    });
    this.stream.on('home', () => void this.refresh());
    this.stream.on('resync', () => void this.refresh());
    this.stream.on('command', (command) => this.outcome(command));
  }

  start(): void {
    this.stream.start();
  }

  stop(): void {
    this.stream.stop();
    this.loaded = false;
    this.connected = true;
    this.view = null;
    this.devices = [];
    this.byId = new Map();
  }

  device(id: string): Device | undefined {
    return this.byId.get(id);
  }

  get rooms(): Room[] {
    return this.view?.areas ?? [];
  }

  inRoom(area: string | null): Device[] {
    return this.byRoom.get(area) ?? [];
  }

  /** Fetches everything, once more where it is asked for meanwhile. */
  refresh(): Promise<void> {
    this.stale = true;
    this.fetching ??= this.fetch().finally(() => (this.fetching = null));
    return this.fetching;
  }

  private async fetch(): Promise<void> {
    while (this.stale) {
      this.stale = false;
      try {
        this.take(await this.hub.home());
        this.problem = '';
      } catch (failure) {
        this.problem = wordsFor(failure);
      }
    }
    // What changed meanwhile comes on top.
    for (const change of this.waiting.splice(0)) this.apply(change);
  }

  /** Devices that are still there stay the same objects, so that nothing on the page is made anew. */
  private take(view: HomeView): void {
    const next = view.devices.map((described) => {
      const known = this.byId.get(described.id);
      known?.update(described);
      return known ?? new Device(described);
    });
    if (next.length !== this.devices.length || next.some((one, index) => one !== this.devices[index])) {
      this.devices = next;
      this.byId = new Map(next.map((device) => [device.id, device]));
    }
    this.view = view;
    this.loaded = true;
  }

  /** Sends a wish. The attribute is pending until an observation shows it or the hub says why not. */
  async wish(attribute: Attribute, value: Value, confirmed = false): Promise<void> {
    attribute.problem = null;
    attribute.pending = attribute.view.access === 'momentary' ? null : value;
    attribute.ticket = -1;
    try {
      const command = await this.hub.command(attribute.device.id, attribute.id, value, confirmed);
      attribute.ticket = command.ticket;
      const known = this.early.get(command.ticket);
      this.early.delete(command.ticket);
      this.outcome(known ?? command);
      setTimeout(() => this.expire(attribute, command.ticket), LONGEST_WISH);
    } catch (failure) {
      attribute.pending = null;
      attribute.problem = { message: wordsFor(failure), value };
    }
  }

  private expire(attribute: Attribute, ticket: number): void {
    if (attribute.ticket !== ticket || attribute.pending === null) return;
    attribute.problem = { message: t('control.unconfirmed'), value: attribute.pending };
    attribute.pending = null;
  }

  private apply(change: LiveEvents['change']): void {
    this.byId.get(change.device)?.attribute(change.attribute)?.observe(change.value, change.time);
  }

  private outcome(command: CommandView): void {
    if (!ENDED.has(command.status)) return;
    const attribute = this.byId.get(command.device)?.attribute(command.attribute);
    if (!attribute || attribute.ticket !== command.ticket) {
      // It ended before the answer with its ticket arrived, or somebody else sent it.
      this.early.set(command.ticket, command);
      if (this.early.size > 200) this.early.delete(this.early.keys().next().value as number);
      return;
    }
    if (command.status === 'confirmed') {
      attribute.settle();
    } else if (command.reason !== 'SUPERSEDED') {
      const fallback = command.status === 'unconfirmed' ? t('control.unconfirmed') : t('control.failed');
      attribute.problem = { message: command.message || fallback, value: command.value };
      attribute.pending = null;
    }
  }
}

export const home = new HomeStore();
