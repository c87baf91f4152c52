// The hub's REST interface. Every failure is an ApiError with words for people.
import { t } from '../i18n/i18n.svelte';
import type {
  Activity,
  AutomationDetail,
  AutomationView,
  BundleView,
  CommandView,
  DeviceView,
  DriverKind,
  DriverView,
  DryRunView,
  HabitsView,
  Health,
  History,
  HomeView,
  Learning,
  MemoryView,
  ModelOffer,
  ModelsView,
  ModelSource,
  ModelWork,
  MqttSettingsView,
  MqttView,
  RemoteEngineView,
  RemoteSettings,
  PlaceView,
  Problem,
  Role,
  SceneSummary,
  SceneView,
  Session,
  SettingValue,
  Status,
  TokenView,
  TurnView,
  Value,
  VariantText,
  VariantTime,
  VoiceView,
} from './types';

export const BASE = '/api/v1';

export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly field?: string,
  ) {
    super(detail === '' ? title : `${title} ${detail}`);
  }
}

/** What to tell a person about anything that was thrown. */
export function wordsFor(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}

let csrf = '';
let onSignedOut: () => void = () => {};

export function useSession(session: Session | null): void {
  csrf = session?.csrf ?? '';
}

/** Called when the hub no longer knows the session. */
export function whenSignedOut(action: () => void): void {
  onSignedOut = action;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

async function call<T>(method: Method, path: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  const request: RequestInit = { method, headers, credentials: 'same-origin', cache: 'no-store' };
  if (method !== 'GET') headers['X-CSRF-Token'] = csrf;
  if (body instanceof Blob) {
    headers['Content-Type'] = 'application/java-archive';
    request.body = body;
  } else if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
    request.body = JSON.stringify(body);
  }
  const response = await reach(path, request);
  if (!response.ok) {
    throw await failure(response, path);
  }
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/** Pauses in milliseconds: a hub that starts anew, as it does once it is claimed, is back within them. */
const PAUSES = [150, 300, 600, 1200];

/** Sends a request; again where the hub is away for a moment and sending it twice does no harm. */
async function reach(path: string, request: RequestInit): Promise<Response> {
  const repeatable = request.method === 'GET' || request.method === 'PUT' || path === '/setup';
  for (const pause of repeatable ? PAUSES : []) {
    try {
      return await fetch(BASE + path, request);
    } catch {
      await new Promise((resume) => setTimeout(resume, pause));
    }
  }
  try {
    return await fetch(BASE + path, request);
  } catch {
    throw new ApiError(0, t('error.unreachable'), t('error.unreachable.help'));
  }
}

async function failure(response: Response, path: string): Promise<ApiError> {
  if (response.status === 401 && !path.startsWith('/session') && path !== '/claim') onSignedOut();
  let problem: Partial<Problem> = {};
  try {
    problem = (await response.json()) as Problem;
  } catch {
    // No JSON: the status alone has to do.
  }
  const title = problem.title ?? t('error.status', { status: response.status });
  return new ApiError(response.status, title, problem.detail ?? '', problem.field);
}

const part = encodeURIComponent;

export const api = {
  status: () => call<Status>('GET', '/status'),
  session: () => call<Session>('GET', '/session'),
  claim: (code: string, name: string, password: string) => call<Session>('POST', '/claim', { code, name, password }),
  login: (name: string, password: string) => call<Session>('POST', '/session', { name, password }),
  logout: () => call<void>('DELETE', '/session'),
  setup: (home: 'demo' | 'empty', name: string, language: string) =>
    call<void>('POST', '/setup', { home, name, language }),

  home: () => call<HomeView>('GET', '/home'),
  changeHome: (change: { name?: string; language?: string }) => call<void>('PATCH', '/home', change),
  command: (device: string, attribute: string, value: Value, confirmed: boolean) =>
    call<CommandView>('POST', `/devices/${part(device)}/attributes/${part(attribute)}`, { value, confirmed }),
  changeDevice: (device: string, change: { name?: string; aliases?: string[]; area?: string | null }) =>
    call<DeviceView>('PATCH', `/devices/${part(device)}`, change),
  removeDevice: (device: string) => call<void>('DELETE', `/devices/${part(device)}`),
  addArea: (name: string, floor: string | null) => call<void>('POST', '/areas', { name, floor }),
  changeArea: (area: string, change: { name?: string; floor?: string | null }) =>
    call<void>('PATCH', `/areas/${part(area)}`, change),
  removeArea: (area: string) => call<void>('DELETE', `/areas/${part(area)}`),
  history: (device: string, attribute: string, from: Date, to: Date, points: number) =>
    call<History>(
      'GET',
      `/devices/${part(device)}/history?attribute=${part(attribute)}` +
        `&from=${from.toISOString()}&to=${to.toISOString()}&points=${points}`,
    ),
  addFloor: (name: string, level: number) => call<void>('POST', '/floors', { name, level }),
  changeFloor: (floor: string, change: { name?: string; level?: number }) =>
    call<void>('PATCH', `/floors/${part(floor)}`, change),
  removeFloor: (floor: string) => call<void>('DELETE', `/floors/${part(floor)}`),
  addPerson: (name: string, role: Role, password: string) => call<void>('POST', '/people', { name, role, password }),
  changePerson: (person: string, change: { name?: string; role?: Role; password?: string }) =>
    call<void>('PATCH', `/people/${part(person)}`, change),
  removePerson: (person: string) => call<void>('DELETE', `/people/${part(person)}`),
  changePassword: (old: string, password: string) => call<void>('PUT', '/session/password', { old, password }),
  activity: (query: {
    device?: string | undefined;
    actor?: string | undefined;
    before?: number | undefined;
    limit: number;
  }) => {
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) if (value !== undefined) parameters.set(name, String(value));
    return call<Activity>('GET', `/activity?${parameters}`);
  },

  ask: (text: string, language: string, area: string | null) =>
    call<TurnView>('POST', '/ask', area === null ? { text, language } : { text, language, area }),
  turn: (id: string) => call<TurnView>('GET', `/ask/${part(id)}`),
  answer: (id: string, yes: boolean) => call<TurnView>('POST', `/ask/${part(id)}/answer`, { yes }),

  scenes: (language: string) => call<SceneView[]>('GET', `/scenes?language=${part(language)}`),
  captureScene: (name: string, of: { area?: string; devices?: string[] }) =>
    call<SceneView>('POST', '/scenes', { name, ...of }),
  saveScene: (id: string, scene: { name: string; steps: string; variants: VariantText[] }) =>
    call<SceneView>('PUT', `/scenes/${part(id)}`, scene),
  captureVariant: (id: string, variant: VariantTime) =>
    call<SceneView>('POST', `/scenes/${part(id)}/variants`, variant),
  applyScene: (id: string) => call<SceneSummary>('POST', `/scenes/${part(id)}/apply`),
  putSceneBack: (id: string) => call<SceneSummary>('POST', `/scenes/${part(id)}/put-back`),
  removeScene: (id: string) => call<void>('DELETE', `/scenes/${part(id)}`),
  automations: (language: string) => call<AutomationView[]>('GET', `/automations?language=${part(language)}`),
  automation: (id: string, language: string) =>
    call<AutomationDetail>('GET', `/automations/${part(id)}?language=${part(language)}`),
  saveAutomation: (id: string, text: string, language: string) =>
    call<AutomationDetail>('PUT', `/automations/${part(id)}?language=${part(language)}`, { text, confirmed: true }),
  dryRun: (text: string, language: string) =>
    call<DryRunView>('POST', `/automations-dry-run?language=${part(language)}`, { text }),
  enableAutomation: (id: string, enabled: boolean) =>
    call<void>('PUT', `/automations/${part(id)}/enabled`, { enabled }),
  runAutomation: (id: string) => call<void>('POST', `/automations/${part(id)}/run`),
  removeAutomation: (id: string) => call<void>('DELETE', `/automations/${part(id)}`),
  why: (device: string, attribute: string, language: string) =>
    call<{ why: string }>(
      'GET',
      `/devices/${part(device)}/attributes/${part(attribute)}/why?language=${part(language)}`,
    ),
  habits: (language: string) => call<HabitsView>('GET', `/habits?language=${part(language)}`),
  learn: (learning: Learning) => call<HabitsView>('PUT', '/habits/learning', { learning }),
  exportHabits: () => call<{ json: string }>('GET', '/habits/export'),
  forgetHabits: () => call<void>('DELETE', '/habits'),
  forgetRoutine: (id: string) => call<void>('DELETE', `/habits/routines/${part(id)}`),
  acceptSuggestion: (id: string, language: string) =>
    call<{ id: string }>('POST', `/habits/suggestions/${part(id)}/accept?language=${part(language)}`),
  refuseSuggestion: (id: string) => call<void>('POST', `/habits/suggestions/${part(id)}/refuse`),
  remember: (words: string) => call<MemoryView>('POST', '/habits/memories', { words }),
  forgetMemory: (id: string) => call<void>('DELETE', `/habits/memories/${part(id)}`),
  models: () => call<ModelsView>('GET', '/models'),
  examineModel: (source: ModelSource) => call<ModelOffer>('POST', '/models/examine', source),
  bringModel: (source: ModelSource) => call<ModelWork>('POST', '/models', source),
  cancelModelWork: () => call<void>('POST', '/models/cancel'),
  chooseModel: (name: string | null) => call<ModelsView>('PUT', '/models/chosen', { name }),
  verifyModel: (name: string) => call<ModelWork>('POST', `/models/${part(name)}/verify`),
  removeModel: (name: string) => call<void>('DELETE', `/models/${part(name)}`),
  place: () => call<PlaceView>('GET', '/home/place'),
  putPlace: (place: PlaceView) => call<PlaceView>('PUT', '/home/place', place),

  bundles: () => call<BundleView[]>('GET', '/bundles'),
  addBundle: (file: File) => call<void>('POST', `/bundles?name=${part(file.name)}`, file),
  startBundle: (file: string) => call<void>('POST', `/bundles/${part(file)}/start`),
  stopBundle: (file: string) => call<void>('POST', `/bundles/${part(file)}/stop`),
  removeBundle: (file: string) => call<void>('DELETE', `/bundles/${part(file)}`),
  drivers: () => call<DriverView[]>('GET', '/drivers'),
  driverKinds: () => call<DriverKind[]>('GET', '/drivers/available'),
  driverSettings: (instance: string) =>
    call<{ settings: SettingValue[] }>('GET', `/drivers/${part(instance)}/settings`),
  openDriver: (instance: string, driver: string, settings: SettingValue[]) =>
    call<DriverView>('PUT', `/drivers/${part(instance)}`, { driver, settings }),
  removeDriver: (instance: string) => call<void>('DELETE', `/drivers/${part(instance)}`),
  startDriver: (instance: string) => call<void>('POST', `/drivers/${part(instance)}/start`),
  stopDriver: (instance: string) => call<void>('POST', `/drivers/${part(instance)}/stop`),

  voice: () => call<VoiceView>('GET', '/voice'),
  putVoice: (voice: VoiceView) => call<VoiceView>('PUT', '/voice', voice),
  mqtt: () => call<MqttView>('GET', '/mqtt'),
  putMqtt: (settings: MqttSettingsView) => call<MqttView>('PUT', '/mqtt', settings),
  remoteEngine: () => call<RemoteEngineView>('GET', '/language/remote'),
  putRemoteEngine: (settings: RemoteSettings) => call<RemoteEngineView>('PUT', '/language/remote', settings),
  tokens: () => call<TokenView[]>('GET', '/tokens'),
  addToken: (label: string) => call<TokenView & { secret: string }>('POST', '/tokens', { label }),
  removeToken: (id: string) => call<void>('DELETE', `/tokens/${part(id)}`),
  health: () => call<Health>('GET', '/health'),
};
