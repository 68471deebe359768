// The sources as they are, in a headless Chromium, before a real server.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';

const SERVER = process.env.TICKWIRE_URL;
const BROWSER = ['chromium', 'chromium-browser', 'google-chrome']
  .find(name => spawnSync(name, ['--version']).status === 0);
const skip = SERVER === undefined ? 'no TICKWIRE_URL' : BROWSER === undefined ? 'no Chromium' : false;

const PAGE = `<!doctype html><meta charset="utf-8"><script type="module">
import { TickwireClient } from '/src/index.js';
const tell = result => fetch('/result', { method: 'POST', body: JSON.stringify(result) });
try {
  const results = {};
  for (const encoding of ['json', 'msgpack', 'compact']) {
    const client = new TickwireClient({ url: '${SERVER}/ws', encoding });
    const errors = [];
    client.on('error', error => errors.push(error.code));
    const trades = client.subscribe({ channel: 'trade', symbols: ['btc'] });
    client.subscribe({ channel: 'book', symbols: ['btc'], mode: 'delta', depth: 10, checksum: true });
    await client.connect();
    let drawn = 0;
    await new Promise(resolve => client.frame(messages => {
      drawn += messages.length;
      if (drawn > 20 && trades.delivered > 5 && client.book('btc')?.status === 'live') resolve();
    }));
    results[encoding] = { errors, missed: client.getMetrics().missed, status: client.getHealth().status };
    client.close();
  }
  await tell(results);
} catch (error) {
  await tell({ error: String(error.stack) });
}
</script>`;

test('the client works in a browser, without a build', { skip, timeout: 60_000 }, async () => {
  let tellResult;
  const result = new Promise(resolve => { tellResult = resolve; });
  const site = http.createServer((request, response) => {
    if (request.method === 'POST') {
      let body = '';
      request.on('data', part => { body += part; });
      request.on('end', () => {
        response.end();
        tellResult(JSON.parse(body));
      });
    } else if (/^\/src\/\w+\.js$/.test(request.url)) {
      response.setHeader('Content-Type', 'text/javascript');
      response.end(readFileSync(new URL(`..${request.url}`, import.meta.url)));
    } else {
      response.setHeader('Content-Type', 'text/html');
      response.end(request.url === '/' ? PAGE : '');
    }
  }).listen(0, '127.0.0.1');
  await new Promise(resolve => site.once('listening', resolve));
  const profile = mkdtempSync(path.join(tmpdir(), 'browser-'));
  const browser = spawn(BROWSER, ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage',
    '--no-first-run', `--user-data-dir=${profile}`, `http://127.0.0.1:${site.address().port}/`], { stdio: 'ignore' });
  try {
    const well = { errors: [], missed: 0, status: 'healthy' };
    assert.deepEqual(await result, { json: well, msgpack: well, compact: well });
  } finally {
    const ended = new Promise(resolve => browser.once('exit', resolve));
    browser.kill();
    await ended;
    site.closeAllConnections();
    site.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
});
