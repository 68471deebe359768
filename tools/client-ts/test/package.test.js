// What is published: types that fit the code, and nothing that does not belong there.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const run = (command, ...args) => {
  try {
    return execFileSync(command, args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    throw new Error(`${command} ${args.join(' ')}: ${error.stdout}${error.stderr}`);
  }
};
const contents = folder => Object.fromEntries(
  readdirSync(folder).map(file => [file, readFileSync(path.join(folder, file), 'utf8')]));
const tsc = (...args) => run(process.execPath, path.join(ROOT, 'node_modules/typescript/bin/tsc'), ...args);

test('the code passes the strict checker, and the committed types are what it makes of it', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'types-'));
  try {
    tsc('-p', '.', '--outDir', folder);
    assert.deepEqual(contents(path.join(ROOT, 'types')), contents(folder), 'npm run types writes them anew');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the examples pass it, too, by the package\'s name', () => {
  tsc('-p', 'test/tsconfig.json');
});

test('the package has the code, its types, how to use it and the licence', () => {
  const [{ files, name }] = JSON.parse(run('npm', 'pack', '--dry-run', '--json'));
  const paths = files.map(file => file.path);
  const { dependencies, license } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  assert.equal(name, 'tickwire');
  assert.equal(license, 'Apache-2.0');
  assert.equal(dependencies, undefined);
  for (const file of readdirSync(path.join(ROOT, 'src'))) {
    assert.ok(paths.includes(`src/${file}`), file);
    assert.ok(paths.includes(`types/${file.replace('.js', '.d.ts')}`), `types of ${file}`);
  }
  assert.deepEqual(paths.filter(file => !/^(src|types)\//.test(file)).sort(), ['LICENSE', 'README.md', 'package.json']);
});
