import type { RemoteEngineView, RemoteSettings } from '../../lib/api/types';

/** What is sent: a key only where one was typed, or is to be forgotten. */
export function wish(settings: RemoteSettings, typed: string, forget: boolean): RemoteSettings {
  const { address, model, engine, api, contextTokens, turn } = settings;
  const rest = { address: address.trim(), model: model.trim(), engine, api, contextTokens: contextTokens || 0, turn };
  if (typed) return { ...rest, key: typed };
  return forget ? { ...rest, key: '' } : rest;
}

/** How the state looks. */
export function tone(state: RemoteEngineView['status']['state']): 'good' | 'warn' | '' {
  if (state === 'ready') return 'good';
  return state === 'away' ? 'warn' : '';
}
