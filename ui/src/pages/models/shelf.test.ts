import { expect, test, vi } from 'vitest';
import type { ModelsView, ModelWork } from '../../lib/api/types';
import { Shelf } from './shelf.svelte';

const work = (stage: ModelWork['stage'], done: number): ModelWork => ({
  kind: 'bringing',
  model: 'mimo',
  what: 'converting',
  done,
  total: 400,
  stage,
  problem: '',
});
const view = (one?: ModelWork): ModelsView => ({
  machine: { memory: 8e9, freeDisk: 9e9, startAgain: false },
  models: [],
  ...(one ? { work: one } : {}),
});

function hub(...answers: ModelsView[]) {
  const models = vi.fn(() => Promise.resolve(answers.length > 1 ? answers.shift()! : answers[0]!));
  const nothing = () => Promise.resolve();
  return {
    models,
    examineModel: () => Promise.reject(new Error('no such file')),
    bringModel: () => Promise.resolve(work('under_way', 0)),
    cancelModelWork: nothing,
    chooseModel: () => Promise.resolve(view()),
    verifyModel: () => Promise.resolve(work('under_way', 0)),
    removeModel: nothing,
  };
}

test('a long work is followed until it ends, and no longer', async () => {
  vi.useFakeTimers();
  try {
    const one = hub(view(work('under_way', 100)), view(work('under_way', 300)), view(work('done', 400)));
    const shelf = new Shelf(one);
    await shelf.bring({ path: '/mimo' });
    expect(shelf.part).toBe(0.25);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(shelf.working).toBe(false);
    expect(shelf.part).toBe(1);
    expect(one.models).toHaveBeenCalledTimes(3);
  } finally {
    vi.useRealTimers();
  }
});

test('nothing is asked any more when the page was left', async () => {
  vi.useFakeTimers();
  try {
    const one = hub(view(work('under_way', 0)));
    const shelf = new Shelf(one);
    await shelf.load();
    shelf.close();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(one.models).toHaveBeenCalledTimes(1);
  } finally {
    vi.useRealTimers();
  }
});

test('what the hub refuses is told in its words, and no old offer stays', async () => {
  const shelf = new Shelf(hub(view()));
  shelf.offer = { name: 'old', kind: '', size: {} as never, disk: 0, memory: 0, hindrance: '' };
  await shelf.examine({ path: '/nowhere' });
  expect(shelf.problem).toBe('no such file');
  expect(shelf.offer).toBeNull();
  expect(shelf.part).toBeNull();
});
