// The shapes of the hub's REST interface, version 1. Base path /api/v1, JSON both ways, UTF-8.
// Errors have status 4xx or 5xx and a Problem as body (application/problem+json, RFC 9457).
// Every change (POST, PUT, PATCH, DELETE) of a page carries the session's token in X-CSRF-Token.

export type Value = boolean | number | string;
export type Role = 'owner' | 'resident' | 'guest';
export type Risk = 'comfort' | 'energy' | 'security' | 'safety';

export interface Problem {
  status: number;
  title: string; // what happened, for people
  detail: string; // what to do
  field?: string; // which part of the request
  retryAfterSeconds?: number;
}

// GET /status: no login needed
export interface Status {
  name: string; // the home's name; 'Lares' until claimed
  version: string;
  claimed: boolean;
  language: string; // 'en' | 'zh-CN'
  setUp: boolean; // true once somebody chose "demo home" or "my home"
}

// POST /claim {code, name, password} -> Session; POST /session {name, password} -> Session
// GET /session -> Session or 401; DELETE /session -> 204. The cookie is HttpOnly, SameSite=Strict.
export interface Session {
  person: { id: string; name: string; role: Role };
  csrf: string;
}

// POST /setup {home: 'demo' | 'empty', name?: string, language?: string} -> 204 (owner)
// GET /home -> HomeView: all there is and its state; then live by GET /events
export interface HomeView {
  name: string;
  language: string;
  revision: number;
  floors: { id: string; name: string; aliases: string[]; level: number }[];
  areas: { id: string; name: string; aliases: string[]; floor: string | null }[];
  people: { id: string; name: string; role: Role }[];
  devices: DeviceView[];
}

export interface DeviceView {
  id: string;
  name: string;
  aliases: string[];
  area: string | null;
  type: string; // Matter device type, see shared vocabulary
  manufacturer: string;
  model: string;
  driver: string; // driver session
  available: boolean;
  attributes: AttributeView[]; // in the order of capabilities
}

export interface AttributeView {
  id: string; // 'OnOff.onOff'
  access: 'read' | 'write' | 'momentary';
  kind: 'boolean' | 'number' | 'choice' | 'text' | 'colour';
  min?: number; // numbers, where bounded
  max?: number;
  step?: number;
  values?: string[]; // choices
  unit: string;
  label: string; // empty where the page knows the attribute
  description: string;
  risk: Risk;
  value: Value | null; // null: nothing observed yet
  time: string | null; // ISO 8601
}

// POST /devices/{id}/attributes/{attribute} {value, transitionSeconds?, confirmed?} -> 202 CommandView.
// With ?wait=N (seconds, at most 30) it answers when the outcome is known or N seconds have passed.
export interface CommandView {
  ticket: number;
  intent: string;
  device: string;
  attribute: string;
  value: Value;
  status: 'sent' | 'accepted' | 'confirmed' | 'unconfirmed' | 'failed';
  reason?: string; // of a failure: 'OFFLINE', 'NEEDS_CONFIRMATION', ...
  message?: string; // for people
}

// PATCH /devices/{id} {name?, aliases?, area?: string | null} -> DeviceView; DELETE /devices/{id}
// POST /areas {name, floor?} -> area; PATCH /areas/{id}; DELETE /areas/{id}; /floors likewise
// PATCH /home {name?, language?}
// GET /devices/{id}/history?attribute=A&from=ISO&to=ISO&points=N -> History (N at most 2000)
export interface History {
  device: string;
  attribute: string;
  unit: string;
  stepSeconds: number;
  points: { t: string; min: number; mean: number; max: number; last: number }[];
}

// GET /activity?device=&actor=&intent=&before=ROW&limit=N -> Activity, newest first
export interface Activity {
  rows: ActivityRow[];
  more: boolean;
}
export interface ActivityRow {
  row: number;
  time: string;
  kind: 'changed' | 'asked' | 'done' | 'noted';
  device?: string;
  attribute?: string;
  before?: Value | null;
  after?: Value;
  intent?: string;
  actor?: { kind: string; id: string; name: string; channel: string };
  text?: string;
  outcome?: string;
  detail?: string;
}

// POST /ask {text, language?, area?, planned?} -> TurnView (202 while it runs; follow it by /events)
// GET /ask/{id} -> TurnView; POST /ask/{id}/answer {yes} -> TurnView
export interface TurnView {
  id: string;
  text: string;
  language: string;
  planner: string;
  planMillis: number;
  thought?: ThoughtView;
  stage: 'needs_confirmation' | 'running' | 'finished';
  outcome: 'done' | 'answer' | 'ask' | 'refuse';
  steps: StepView[];
  reply: string;
}
/** What a language model had to do with a plan. */
export interface ThoughtView {
  model: string;
  problem: string;
  cost?: {
    promptTokens: number;
    cachedTokens: number;
    outputTokens: number;
    forcedTokens: number;
    draftedTokens: number;
    acceptedTokens: number;
    acceptance: number;
    tokensPerSecond: number;
    queuedMillis: number;
    firstTokenMillis: number;
    totalMillis: number;
  };
}
export type StepView =
  | { kind: 'act'; words: string; summary: string; actions: ActionView[] }
  | { kind: 'answer'; words: string; text: string }
  | { kind: 'ask'; words: string; question: string; options: string[] }
  | { kind: 'refuse'; words: string; part: string; why: string }
  | { kind: 'chore'; words: string; progress: 'planned' | 'done' | 'skipped' | 'failed' };
export interface ActionView {
  device: string;
  attribute: string;
  value: Value;
  status: 'planned' | 'sent' | 'accepted' | 'confirmed' | 'unconfirmed' | 'failed';
  observed?: Value;
  message?: string;
}

// GET /bundles -> BundleView[]; POST /bundles?name=FILE.jar with the jar as body (application/java-archive,
// at most 64 MiB) -> 202; POST /bundles/{file}/start | /stop -> 204; DELETE /bundles/{file} -> 204 (owner)
export interface BundleView {
  file: string;
  symbolicName: string;
  name: string;
  version: string;
  shipped: boolean;
  state: 'running' | 'stopped' | 'failed';
  problem: string;
}

// GET /drivers -> DriverView[]; POST /drivers/{instance}/start | /stop -> 204; DELETE /drivers/{instance} -> 204
// GET /drivers/available -> DriverKind[]; PUT /drivers/{instance} {driver, settings} -> DriverView
// GET /drivers/{instance}/settings -> {settings}, without the secrets; a secret that is left out stays (all: owner)
export interface DriverKind {
  id: string;
  name: string;
  version: string;
  automatic: boolean;
  settings: DriverSetting[];
}
export interface DriverSetting {
  key: string;
  label: string;
  defaultValue: string;
  required: boolean;
  secret: boolean;
}
export interface SettingValue {
  key: string;
  value: string;
}
export interface DriverView {
  instance: string;
  driver: string;
  name: string;
  state: 'missing' | 'opening' | 'running' | 'backing_off' | 'needs_person' | 'stopped';
  problem: string;
  restarts: number;
  devices: number;
  nextTry: string | null;
}

// GET /voice -> VoiceView; PUT /voice VoiceView -> VoiceView (owner)
export interface VoiceView {
  tone: 'warm' | 'plain' | 'brief';
}

// GET /mqtt -> MqttView; PUT /mqtt MqttSettingsView -> MqttView (owner). Passwords are never sent out.
export interface MqttSettingsView {
  kind: 'built-in' | 'external';
  port?: number; // built-in
  openToNetwork?: boolean; // built-in
  uri?: string; // external
  certificateAuthority?: string; // external, PEM
  user: string;
  password?: string | null; // in only; absent or null keeps the present one; openToNetwork needs one of 8 characters or more
}
export interface MqttView {
  settings: MqttSettingsView;
  status: {
    connected: boolean;
    broker: string;
    problem: string;
    received: number;
    published: number;
    dropped: number;
    reconnects: number;
  };
}

// GET /language/remote -> RemoteEngineView; PUT /language/remote RemoteSettings -> RemoteEngineView (owner). The key is never sent out.
export interface RemoteSettings {
  address: string; // empty: none
  model: string; // empty: the first that the server names
  engine: 'any' | 'vllm' | 'sglang' | 'llama_cpp' | 'other';
  api: 'chat' | 'completions';
  contextTokens: number; // 0 takes the server's word
  turn: 'first' | 'last'; // before the model on the hub, or where that does not answer
  key?: string; // in only; absent keeps the present one, empty removes it
}
export interface RemoteEngineView {
  settings: RemoteSettings;
  status: {
    state: 'off' | 'looking' | 'ready' | 'away';
    problem: string;
    found: { engine: RemoteSettings['engine']; model: string; contextTokens: number; grammars: boolean } | null;
    key: boolean;
  };
}

// GET /scenes -> SceneView[]; POST /scenes {name, area?, devices?} -> SceneView: as it is now;
// PUT /scenes/{id} {name, steps, variants?} -> SceneView; POST /scenes/{id}/variants VariantTime -> SceneView: as now;
// POST /scenes/{id}/apply | /put-back -> SceneSummary; DELETE /scenes/{id}
export interface SceneView {
  id: string;
  name: string;
  devices: string[];
  words: string;
  steps: string; // as JSON, for the editor
  variants: VariantView[];
}
// For whom and when a scene is another: no people are whoever asks, no times are always.
export interface VariantTime {
  people: string[];
  from?: string; // 20:00
  to?: string;
}
export interface VariantText extends VariantTime {
  steps: string;
}
export interface VariantView extends VariantText {
  words: string;
}
export interface SceneSummary {
  confirmed: string[];
  unconfirmed: string[];
  failed: { device: string; why: string }[];
  missing: string[];
}

// GET /automations -> AutomationView[]; GET | PUT {text, confirmed} /automations/{id} -> AutomationDetail;
// PUT /automations/{id}/enabled {enabled}; POST /automations/{id}/run; DELETE; POST /automations-dry-run {text}
export interface AutomationView {
  id: string;
  name: string;
  enabled: boolean;
  words: string;
  said: string;
  last?: string;
}
export interface AutomationDetail {
  automation: AutomationView;
  text: string;
  traces: TraceView[];
}
export interface TraceView {
  time: string;
  result:
    | 'running'
    | 'done'
    | 'restarted'
    | 'condition_not_met'
    | 'busy'
    | 'cooling_down'
    | 'loop'
    | 'missed'
    | 'interrupted';
  words: string;
  run: string;
  count: number;
}
export interface DryRunView {
  holds: boolean;
  words: string;
  missing: string[];
  next?: string;
}

// GET /habits -> HabitsView of the one who asks; PUT /habits/learning {learning}; GET /habits/export -> {json};
// DELETE /habits | /habits/routines/{id} | /habits/memories/{id}; POST /habits/memories {words} -> MemoryView;
// POST /habits/suggestions/{id}/accept -> {id} of the rule | /refuse
export type Learning = 'on' | 'paused' | 'off';
export interface RoutineView {
  id: string;
  words: string;
  confidence: number;
  times: number;
  of: number;
  examples: string[];
}
export interface PreferenceView {
  device: string;
  attribute: string;
  value: Value;
  observations: number;
  when: string;
  source: string;
}
export interface MemoryView {
  id: string;
  words: string;
  said: string;
  until?: string;
}
export interface HabitsView {
  learning: Learning;
  suggestion?: RoutineView;
  routines: RoutineView[];
  preferences: PreferenceView[];
  memories: MemoryView[];
}

// GET /models -> ModelsView; POST /models/examine ModelSource -> ModelOffer; POST /models ModelSource -> ModelWork
// POST /models/cancel; PUT /models/chosen {name | null} -> ModelsView; POST /models/{name}/verify -> ModelWork
// DELETE /models/{name}. All for owners; sizes are in bytes.
export interface ModelsView {
  machine: { memory: number; freeDisk: number; startAgain: boolean };
  models: ModelView[];
  work?: ModelWork;
}
export interface ModelView {
  name: string;
  origin: string;
  size: ModelSize;
  disk: number;
  memory: number;
  state: 'unused' | 'asleep' | 'ready' | 'broken';
  problem: string;
}
export interface ModelSize {
  layers: number;
  hidden: number;
  heads: number;
  kvHeads: number;
  vocabulary: number;
  ahead: number;
  positions: number;
  parameters: number;
}
export interface ModelSource {
  path: string;
  ahead?: string;
  name?: string;
  bits?: '4' | '8' | '16';
}
export interface ModelOffer {
  name: string;
  kind: string;
  size: ModelSize;
  disk: number;
  memory: number;
  hindrance: string;
}
export interface ModelWork {
  kind: 'bringing' | 'comparing';
  model: string;
  what: string;
  done: number;
  total: number;
  stage: 'under_way' | 'done' | 'cancelled' | 'failed';
  problem: string;
}

// GET | PUT /home/place -> PlaceView (PUT: owner)
export interface PlaceView {
  latitude?: number;
  longitude?: number;
  zone: string;
}

// GET /tokens -> TokenView[]; POST /tokens {label} -> TokenView & {secret}; DELETE /tokens/{id}
export interface TokenView {
  id: string;
  label: string;
  created: string;
  lastUsed: string | null;
}

// GET /health -> Health (login needed)
export interface Health {
  store: { problem: string; waiting: number; dropped: number; bytes: number };
  mqtt: MqttView['status'];
  memory: { heapBytes: number; rssBytes: number };
  uptimeSeconds: number;
}

// GET /events: Server-Sent Events. Each has an event name and one JSON document as data.
//   change        {device, attribute, value, time, intent?}
//   availability  {device, available}
//   home          {revision}                 fetch /home again
//   command       CommandView
//   turn          TurnView
//   driver        DriverView
//   bundles       {}                         fetch /bundles again
//   resync        {}                         the page was too slow: fetch /home again
// A comment line every 15 s keeps it open.
// GET /openapi.json describes all of this.
