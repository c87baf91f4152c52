// Who sits here, and how far the hub is set up.
import { api, ApiError, useSession, whenSignedOut, wordsFor } from './api/client';
import type { Session, Status } from './api/types';
import { home } from './home/home.svelte';

type Stage = 'loading' | 'unreachable' | 'claim' | 'setup' | 'login' | 'in';

class Entrance {
  stage: Stage = $state('loading');
  status: Status | null = $state.raw(null);
  session: Session | null = $state.raw(null);
  problem = $state('');
  note = $state('');

  async start(): Promise<void> {
    whenSignedOut(() => this.leave());
    try {
      this.status = await api.status();
      if (!this.status.claimed) {
        this.stage = 'claim';
        return;
      }
      this.enter(await api.session());
    } catch (failure) {
      if (failure instanceof ApiError && failure.status === 401) {
        this.stage = 'login';
      } else {
        this.problem = wordsFor(failure);
        this.stage = 'unreachable';
      }
    }
  }

  /** The first person is in. The hub now listens anew: the next page waits until it does. */
  async claimed(session: Session): Promise<void> {
    useSession(session);
    this.status = await api.status();
    this.enter(session);
  }

  enter(session: Session): void {
    this.session = session;
    this.note = '';
    useSession(session);
    if (this.status && !this.status.setUp && session.person.role === 'owner') {
      this.stage = 'setup';
      return;
    }
    this.stage = 'in';
    home.start();
  }

  finishSetup(): void {
    if (this.status) this.status = { ...this.status, setUp: true };
    this.stage = 'in';
    home.start();
  }

  /** @param note what to say on the page that follows */
  leave(note = ''): void {
    if (this.stage === 'login') return;
    this.note = note;
    home.stop();
    this.session = null;
    useSession(null);
    this.stage = 'login';
  }

  get owner(): boolean {
    return this.session?.person.role === 'owner';
  }
}

export const entrance = new Entrance();
