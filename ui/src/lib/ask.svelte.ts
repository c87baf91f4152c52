// The conversation: sentences of this page and what came of each, kept live by `turn` events.
import { api, wordsFor } from './api/client';
import type { EventStream } from './api/events';
import type { TurnView } from './api/types';
import { home } from './home/home.svelte';
import { speech } from './i18n/i18n.svelte';

type Hub = Pick<typeof api, 'ask' | 'answer' | 'turn'>;

export class Conversation {
  turn: TurnView | null = $state.raw(null);
  busy = $state(false);
  problem = $state('');
  /** What the stream said while a request was under way: newer than the request's answer. */
  private readonly seen = new Map<string, TurnView>();
  /** The request whose answer is waited for; another, or none, once a person has gone on or closed it. */
  private awaited: object | null = null;

  constructor(
    private readonly hub: Hub = api,
    stream: Pick<EventStream, 'on'> = home.stream,
  ) {
    stream.on('turn', (turn) => {
      if (this.busy) this.seen.set(turn.id, turn);
      if (this.turn?.id === turn.id) this.turn = turn;
    });
  }

  async ask(text: string, area: string | null): Promise<void> {
    this.turn = null;
    await this.during(() => this.hub.ask(text, speech.language, area));
  }

  async answer(yes: boolean): Promise<void> {
    const id = this.turn?.id;
    if (id) await this.during(() => this.hub.answer(id, yes));
  }

  clear(): void {
    this.turn = null;
    this.problem = '';
    this.busy = false;
    this.awaited = null;
  }

  private async during(request: () => Promise<TurnView>): Promise<void> {
    const mine = {};
    this.awaited = mine;
    this.busy = true;
    this.problem = '';
    this.seen.clear();
    try {
      const answer = await request();
      this.show(answer, mine);
      // The stream may have been away.
      if (this.awaited === mine && this.turn?.stage === 'running') this.show(await this.hub.turn(answer.id), mine);
    } catch (failure) {
      if (this.awaited === mine) this.problem = wordsFor(failure);
    }
    if (this.awaited === mine) this.busy = false;
  }

  private show(turn: TurnView, request: object): void {
    if (this.awaited === request) this.turn = this.seen.get(turn.id) ?? turn;
  }
}

export const conversation = new Conversation();
