// The language models of the hub, and the long work on one of them, followed until it ends.
import { api, wordsFor } from '../../lib/api/client';
import type { ModelOffer, ModelSource, ModelsView } from '../../lib/api/types';

type Hub = Pick<
  typeof api,
  'models' | 'examineModel' | 'bringModel' | 'cancelModelWork' | 'chooseModel' | 'verifyModel' | 'removeModel'
>;

const PAUSE = 700;

export class Shelf {
  view: ModelsView | null = $state.raw(null);
  /** What it takes to bring what was looked at. */
  offer: ModelOffer | null = $state.raw(null);
  problem = $state('');
  busy = $state(false);
  private next: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly hub: Hub = api) {}

  get working(): boolean {
    return this.view?.work?.stage === 'under_way';
  }

  /** How far the work is, 0 to 1; null where nobody knows yet. */
  get part(): number | null {
    const work = this.view?.work;
    return work && work.total > 0 ? work.done / work.total : null;
  }

  async load(): Promise<void> {
    try {
      this.view = await this.hub.models();
    } catch (failure) {
      this.problem = wordsFor(failure);
    }
    clearTimeout(this.next);
    if (this.working) this.next = setTimeout(() => void this.load(), PAUSE);
  }

  /** Nobody looks any more. */
  close(): void {
    clearTimeout(this.next);
  }

  examine(source: ModelSource): Promise<void> {
    return this.attempt(async () => {
      this.offer = null;
      this.offer = await this.hub.examineModel(source);
    });
  }

  bring(source: ModelSource): Promise<void> {
    return this.attempt(async () => {
      await this.hub.bringModel(source);
      this.offer = null;
    });
  }

  cancel = () => this.attempt(() => this.hub.cancelModelWork());
  choose = (name: string | null) => this.attempt(() => this.hub.chooseModel(name));
  verify = (name: string) => this.attempt(() => this.hub.verifyModel(name));
  remove = (name: string) => this.attempt(() => this.hub.removeModel(name));

  private async attempt(action: () => Promise<unknown>): Promise<void> {
    this.problem = '';
    this.busy = true;
    try {
      await action();
    } catch (failure) {
      this.problem = wordsFor(failure);
    }
    await this.load();
    this.busy = false;
  }
}
