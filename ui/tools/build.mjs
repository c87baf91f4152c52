// Installs and builds only what changed since the last time, and writes .gz and .br beside every file.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const SOURCES = [
  'src',
  'public',
  'index.html',
  'package.json',
  'vite.config.ts',
  'svelte.config.js',
  'tsconfig.json',
  'tools',
];
const COMPRESSED = /\.(html|js|css|svg|json|webmanifest)$/;

function filesOf(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesOf(join(path, name)));
}

function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap(filesOf)) hash.update(path).update('\0').update(readFileSync(path));
  return hash.digest('hex');
}

const says = (stamp) => (existsSync(stamp) ? readFileSync(stamp, 'utf8') : '');

function npm(...words) {
  const done = spawnSync('npm', words, { encoding: 'utf8', shell: process.platform === 'win32' });
  if (done.status !== 0) {
    console.error(`npm ${words.join(' ')} failed:\n${done.stdout ?? ''}${done.stderr ?? done.error ?? ''}`);
    process.exit(1);
  }
}

const lock = hashOf(['package-lock.json']);
const installed = 'node_modules/.lares-lock';
if (says(installed) !== lock) {
  npm('ci', '--no-audit', '--no-fund');
  writeFileSync(installed, lock);
}

const sources = hashOf(SOURCES) + lock;
const built = 'target/page.stamp';
if (says(built) !== sources || !existsSync('dist/index.html')) {
  npm('run', 'build');
  for (const file of filesOf('dist').filter((name) => COMPRESSED.test(name))) {
    const bytes = readFileSync(file);
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
    writeFileSync(`${file}.br`, brotliCompressSync(bytes));
  }
  mkdirSync('target', { recursive: true });
  writeFileSync(built, sources);
}
