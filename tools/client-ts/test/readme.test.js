// What the README shows passes the strict checker, and runs before a real server.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const SERVER = process.env.TICKWIRE_URL;
const PATIENCE_MS = 30_000;
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const URL_SHOWN = 'ws://localhost:8765/ws';

// Each stands in a module of its own: with what came before it in the text, or what a page has.
const IMPORT = "import { TickwireClient } from 'tickwire';\n";
const BEFORE = {
  js: () => '',
  html: () => 'const draw = (/** @type {unknown} */ book) => console.log(book);\n',
  ts: url => `${IMPORT}const client = new TickwireClient({ url: '${url}' });\n`,
};

const blocks = url => [...readFileSync(path.join(ROOT, 'README.md'), 'utf8').matchAll(/```(js|html|ts)\n(.*?)```/gs)]
  .map(([, language, text]) => ({
    language,
    code: BEFORE[language](url) + (language === 'html' ? text.replace(/<\/?script.*?>/g, '') : text)
      .replace("'./src/index.js'", "'tickwire'").replace('host: location.hostname', `url: '${url}'`)
      .replace(URL_SHOWN, url),
  }));

/** Within the package, so that its own name is known there. */
const within = async use => {
  const folder = mkdtempSync(path.join(ROOT, '.readme-'));
  try {
    await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const shows = async (folder, { language, code }) => {
  const file = path.join(folder, `${language}.mjs`);
  writeFileSync(file, code);
  const child = spawn(process.execPath, [file]);
  let out = '';
  let err = '';
  child.stderr.on('data', part => { err += part; });
  const ended = new Promise(resolve => child.once('close', resolve));
  await Promise.race([ended, new Promise(resolve => child.stdout.on('data', part => {
    out += part;
    if (/\d/.test(out)) resolve();
  }))]);
  child.kill();
  await ended;
  assert.equal(err, '', code);
  assert.match(out, /\d/, code);
};

test('its blocks pass the strict checker', () => within(folder => {
  const files = blocks(URL_SHOWN).map(({ language, code }, i) => {
    const name = `${i}.${language === 'ts' ? 'mts' : 'mjs'}`;
    writeFileSync(path.join(folder, name), code);
    return name;
  });
  assert.equal(files.length, 3);
  writeFileSync(path.join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: '../test/tsconfig.json', files, include: [] }));
  try {
    execFileSync(process.execPath, [path.join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', folder],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    assert.fail(`${error.stdout}${error.stderr}`);
  }
}));

test('its blocks run', { skip: SERVER === undefined ? 'no TICKWIRE_URL' : false, timeout: PATIENCE_MS }, () =>
  within(async folder => {
    await Promise.all(blocks(`${SERVER}/ws`).map(block => shows(folder, block)));
  }));
