// The real hub as a child process, in a folder of its own, on loopback.
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const lares = join(import.meta.dirname, '../../hub-core/distribution/target/lares');
const java = process.env['JAVA_HOME'] ? join(process.env['JAVA_HOME'], 'bin/java') : 'java';

export interface Hub {
  address: string;
  data: string;
  claimCode(): Promise<string>;
  /** Asks the REST interface as the machine's owner. */
  get(path: string): Promise<unknown>;
  restart(): Promise<void>;
  /** Starts anew with some weeks in its journal in which a person used a lamp each evening. */
  restartWithPast(person: string, lamp: string, weeks: number): Promise<void>;
  stop(): Promise<void>;
}

export async function startHub(): Promise<Hub> {
  const data = await mkdtemp(join(tmpdir(), 'lares-e2e-'));
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  let process = await launch(data, port, address);
  return {
    address,
    data,
    claimCode: async () => (await readFile(join(data, 'claim-code'), 'utf8')).trim(),
    async get(path) {
      const token = (await readFile(join(data, 'cli-token'), 'utf8')).trim();
      const response = await fetch(`${address}/api/v1/${path}`, { headers: { authorization: `Bearer ${token}` } });
      if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
      return response.json();
    },
    async restart() {
      await end(process);
      process = await launch(data, port, address);
    },
    async restartWithPast(person, lamp, weeks) {
      await end(process);
      await tellPast(data, person, lamp, weeks);
      process = await launch(data, port, address);
    },
    async stop() {
      await end(process);
      await rm(data, { recursive: true, force: true });
    },
  };
}

async function launch(data: string, port: number, address: string): Promise<ChildProcess> {
  const hub = spawn(
    java,
    [
      '--sun-misc-unsafe-memory-access=allow',
      '--enable-native-access=ALL-UNNAMED',
      '-XX:+UseSerialGC',
      '-Xmx128m',
      '-Dlares.http.host=127.0.0.1',
      '-jar',
      join(lares, 'lib/launcher.jar'),
      '--data',
      data,
      '--port',
      String(port),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  hub.stdout.on('data', (text) => (said += text));
  hub.stderr.on('data', (text) => (said += text));
  for (let tries = 0; tries < 600; tries++) {
    if (hub.exitCode !== null) break;
    try {
      if ((await fetch(`${address}/api/v1/status`)).ok) return hub;
    } catch {
      // Nobody listens yet.
    }
    await new Promise((done) => setTimeout(done, 100));
  }
  hub.kill('SIGKILL');
  throw new Error(`The hub did not start:\n${said}`);
}

async function tellPast(data: string, person: string, lamp: string, weeks: number): Promise<void> {
  const target = join(import.meta.dirname, '../../bundles/household/target');
  const households = (await readdir(target))
    .filter((name) => /^household-.*\.jar$/.test(name))
    .map((name) => join(target, name));
  const path = [...households, join(lares, 'bundles/*'), join(lares, 'lib/*')].join(':');
  const arguments_ = ['--enable-native-access=ALL-UNNAMED', '-cp', path, 'io.lares.household.PastWeeks'];
  await promisify(execFile)(java, [...arguments_, data, person, lamp, String(weeks)]);
}

async function end(hub: ChildProcess): Promise<void> {
  if (hub.exitCode !== null || hub.signalCode !== null) return;
  const gone = new Promise((done) => hub.once('exit', done));
  hub.kill('SIGTERM');
  await gone;
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const found = server.address();
      server.close(() => (found && typeof found === 'object' ? done(found.port) : fail(new Error('no port'))));
    });
  });
}
