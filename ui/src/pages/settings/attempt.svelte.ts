import { wordsFor } from '../../lib/api/client';
import { home } from '../../lib/home/home.svelte';

/** Changes to the home: fetched anew after each, with the reason where one failed. */
export class Attempt {
  problem = $state('');

  /** Returns whether it worked. */
  async make(action: () => Promise<unknown>): Promise<boolean> {
    this.problem = '';
    try {
      await action();
      await home.refresh();
      return true;
    } catch (failure) {
      this.problem = wordsFor(failure);
      return false;
    }
  }
}
