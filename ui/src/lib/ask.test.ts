import { expect, test } from 'vitest';
import { EventStream } from './api/events';
import type { TurnView } from './api/types';
import { Conversation } from './ask.svelte';

const turn = (stage: TurnView['stage'], id = 'turn-1'): TurnView => ({
  id,
  stage,
  text: 'unlock the door',
  language: 'en',
  planner: 'grammar',
  planMillis: 1,
  outcome: 'done',
  steps: [],
  reply: '',
});

function opened() {
  const stream = new EventStream(
    () => {},
    () => {},
  );
  const say = (event: TurnView) => stream.dispatch('turn', JSON.stringify(event));
  const hub = {
    ask: () => Promise.resolve(turn('needs_confirmation')),
    answer: () => Promise.resolve(turn('running')),
    turn: () => Promise.resolve(turn('running')),
  };
  return { hub, say, conversation: new Conversation(hub, stream) };
}

test('a turn follows its events and no others', async () => {
  const { conversation, say } = opened();
  await conversation.ask('unlock the door', null);
  say(turn('finished', 'turn-of-somebody-else'));
  expect(conversation.turn?.stage).toBe('needs_confirmation');
  say(turn('finished'));
  expect(conversation.turn?.stage).toBe('finished');
});

test('what the stream says before the answer comes is newer than the answer', async () => {
  const { conversation, hub, say } = opened();
  await conversation.ask('unlock the door', null);
  hub.answer = () => {
    say(turn('finished'));
    return Promise.resolve(turn('running'));
  };
  await conversation.answer(true);
  expect(conversation.turn?.stage).toBe('finished');
});

test('where the stream is away, the turn is fetched', async () => {
  const { conversation, hub } = opened();
  hub.ask = () => Promise.resolve(turn('running'));
  hub.turn = () => Promise.resolve(turn('finished'));
  await conversation.ask('lights off', null);
  expect([conversation.turn?.stage, conversation.busy]).toEqual(['finished', false]);
});

test('a hub that refuses is quoted', async () => {
  const { conversation, hub } = opened();
  hub.ask = () => Promise.reject(new Error('Too many requests.'));
  await conversation.ask('lights off', null);
  expect([conversation.problem, conversation.turn]).toEqual(['Too many requests.', null]);
});

test('what was closed stays closed when its answer comes late', async () => {
  const { conversation, hub } = opened();
  let comes: (late: TurnView) => void = () => {};
  hub.ask = () => new Promise((resolve) => (comes = resolve));
  const asking = conversation.ask('lights off', null);
  conversation.clear();
  comes(turn('finished'));
  await asking;
  expect([conversation.turn, conversation.busy]).toEqual([null, false]);
});

test('the answer to a sentence does not cover the one that was said after it', async () => {
  const { conversation, hub } = opened();
  const comes: ((answer: TurnView) => void)[] = [];
  hub.ask = () => new Promise((resolve) => comes.push(resolve));
  const first = conversation.ask('lights off', null);
  const second = conversation.ask('lights on', null);
  comes[1]?.(turn('finished', 'second'));
  comes[0]?.(turn('finished', 'first'));
  await Promise.all([first, second]);
  expect(conversation.turn?.id).toBe('second');
});
