// Builds (or tests) the pages for Maven, and does nothing when nothing changed since last time.
// Usage: node scripts/build.mjs build|test
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ui = dirname(dirname(fileURLToPath(import.meta.url)));
const module = join(ui, '..', '..', '..');
const target = join(module, 'target');
const stamps = join(target, 'ui');
const mode = process.argv[2];

function files(path) {
  if (!existsSync(path)) {
    return [];
  }
  return statSync(path).isDirectory()
    ? readdirSync(path)
        .sort()
        .filter((name) => name !== 'node_modules')
        .flatMap((name) => files(join(path, name)))
    : [path];
}

function hash(paths) {
  const digest = createHash('sha256').update(process.version);
  for (const path of paths.flatMap(files)) {
    digest.update(relative(module, path)).update('\0').update(readFileSync(path)).update('\0');
  }
  return digest.digest('hex');
}

function is(stamp, value) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === value;
}

function mark(stamp, value) {
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, value);
}

function npm(...args) {
  const run = spawnSync('npm', args, {
    cwd: ui,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (run.error) {
    console.error(
      `npm could not be started (${run.error.message}). The web pages are built with Node 20.19 or newer ` +
        'and its npm: install them, or build without the pages by -Dui.skip.',
    );
    process.exit(1);
  }
  if (run.status !== 0) {
    console.error(`npm ${args.join(' ')} ended with ${run.status ?? run.signal}.`);
    process.exit(1);
  }
}

const inputs = [
  ...['src', 'public', 'scripts', 'index.html', 'package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts'].map(
    (name) => join(ui, name),
  ),
  join(ui, '..', 'openapi', 'openapi.json'),
];
const now = hash(inputs);
const stamp = join(stamps, mode);
const built = mode !== 'build' || existsSync(join(target, 'classes', 'static', 'index.html'));
if (built && is(stamp, now)) {
  process.exit(0);
}

const lock = hash([join(ui, 'package-lock.json')]);
const installed = join(ui, 'node_modules', '.candlegrid-lock');
if (!is(installed, lock)) {
  console.log('Fetching what the web pages are built with (about 20 seconds, once)');
  npm('ci', '--no-audit', '--no-fund', '--loglevel=error');
  mark(installed, lock);
}
if (mode === 'test') {
  npm('run', '--silent', 'generate');
  npm('test', '--silent');
} else {
  console.log('Building the web pages (about 15 seconds)');
  rmSync(join(target, 'classes', 'static'), { recursive: true, force: true });
  npm('run', '--silent', 'build');
}
mark(stamp, now);
