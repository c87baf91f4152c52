// Light, dark, or what the machine says. public/theme.js applies it before the first paint.
import { MediaQuery } from 'svelte/reactivity';

export type Theme = 'auto' | 'light' | 'dark';
const STORED = 'lares.theme';

class Appearance {
  theme: Theme = $state((document.documentElement.dataset['theme'] as Theme | undefined) ?? 'auto');

  private readonly machine = new MediaQuery('(prefers-color-scheme: dark)');

  /** Whether the page is dark now. */
  get dark(): boolean {
    return this.theme === 'auto' ? this.machine.current : this.theme === 'dark';
  }

  choose(theme: Theme): void {
    this.theme = theme;
    if (theme === 'auto') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
    try {
      localStorage.setItem(STORED, theme);
    } catch {
      // Storage is switched off: the choice holds until the page is closed.
    }
  }
}

export const appearance = new Appearance();
