// The client before a real server, whose address is in TICKWIRE_URL (ws://127.0.0.1:8765).
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import net from 'node:net';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';
import { TickwireClient } from '../src/index.js';

const SERVER = process.env.TICKWIRE_URL;
const PATIENCE_MS = 30_000;
const options = { skip: SERVER === undefined ? 'no TICKWIRE_URL' : false, timeout: PATIENCE_MS };

const until = async (isSo, what) => {
  const end = Date.now() + PATIENCE_MS;
  while (!isSo()) {
    if (Date.now() > end) throw new Error(`not so: ${what}`);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
};

const connected = async (t, more) => {
  const client = new TickwireClient({ url: `${SERVER}/ws`, WebSocket, ...more });
  const errors = [];
  client.on('error', error => errors.push(error));
  t.after(() => client.close());
  await client.connect();
  return { client, errors };
};

for (const encoding of ['json', 'msgpack', 'compact']) {
  for (const numbers of ['float', 'string', 'bigint']) {
    test(`${encoding}, numbers as ${numbers}: books with checksums, trades without a gap`, options, async t => {
      const { client, errors } = await connected(t, { encoding, numbers });
      const kind = { float: 'number', string: 'string', bigint: 'bigint' }[numbers];
      const trades = client.subscribe({ channel: 'trade', symbols: ['btc', 'eth'] }, trade => {
        assert.equal(typeof trade.price, kind);
        assert.equal(typeof trade.quantity, kind);
      });
      const books = client.subscribe({ channel: 'book', symbols: ['btc'], mode: 'delta', depth: 10, checksum: true });
      const states = client.subscribe({ channels: ['price', 'bbo', 'stats', 'candle'], symbols: ['btc'] });
      client.subscribe({ channel: 'market' });
      await until(() => trades.delivered > 20 && books.delivered > 60 && states.delivered > 20, 'data');
      const book = client.book('btc', 'alpha', 5);
      assert.equal(book.symbol, 'BTCUSDT');
      assert.equal(book.status, 'live');
      assert.equal(typeof book.bids[0].price, kind);
      assert.ok(Number(book.bids[0].price) < Number(book.asks[0].price));
      assert.equal(typeof client.latest('price', 'btc', 'beta').price, kind);
      assert.ok(client.latest('market', '').data.BTCUSDT.price > 0);
      const { missed, gaps, duplicates, resyncs, activeConnections } = client.getMetrics();
      assert.deepEqual({ missed, gaps, duplicates, resyncs, activeConnections },
        { missed: 0, gaps: 0, duplicates: 0, resyncs: 0, activeConnections: 1 });
      assert.equal(client.getHealth().status, 'healthy');
      assert.deepEqual(errors, []);
    });
  }
}

test('two views of one book, where the encoding tells them apart', options, async t => {
  const { client, errors } = await connected(t, { encoding: 'compact' });
  const changes = client.subscribe({ channel: 'book', symbols: ['btc'], mode: 'delta', depth: 10 });
  const whole = client.subscribe({ channel: 'book', symbols: ['btc'], depth: 1 }, message => {
    assert.equal(message.kind, 'snapshot');
    assert.ok(message.bids.length <= 1);
  });
  await until(() => changes.delivered > 30 && whole.delivered > 10, 'both');
  assert.deepEqual([errors, client.getMetrics().resyncs], [[], 0]);
});

test('requests, topics, private channels, errors', options, async t => {
  const { client, errors } = await connected(t);
  assert.equal((await client.request('symbols'))[0].symbol, 'BTCUSDT');
  assert.ok((await client.request('history', { symbol: 'btc', interval: '1m', limit: 5 })) !== undefined);
  assert.ok(await client.ping() >= 0);
  const private_ = client.subscribe({ channels: ['orders', 'positions', 'account'] });
  await until(() => private_.delivered > 5, 'private data');
  client.subscribe({ channel: 'price', symbols: ['nosuch', 'eth'] });
  await until(() => client.latest('price', 'eth') !== undefined, 'the others');
  assert.deepEqual(errors.map(error => error.code), ['invalid_symbol']);
  await assert.rejects(client.request('nosuch'), { name: 'ServerError' });
});

test('events go on from where they were though the connection is cut', options, async t => {
  const { hostname, port } = new URL(SERVER);
  const pairs = new Set();
  const proxy = net.createServer(near => {
    const far = net.connect(Number(port), hostname);
    pairs.add([near, far]);
    for (const socket of [near, far]) socket.on('error', () => undefined);
    near.pipe(far).pipe(near);
  }).listen(0, '127.0.0.1');
  await new Promise(resolve => proxy.once('listening', resolve));
  t.after(() => proxy.close());
  const { client } = await connected(t, { url: `ws://127.0.0.1:${proxy.address().port}/ws`, encoding: 'msgpack' });
  const last = new Map();
  const trades = client.subscribe({ channel: 'trade', symbols: ['btc'] }, ({ venue, seq }) => {
    if (last.has(venue)) assert.equal(seq, last.get(venue) + 1);
    last.set(venue, seq);
  });
  client.subscribe({ channel: 'book', symbols: ['btc'], mode: 'delta', checksum: true });
  await until(() => last.size === 3, 'trades');
  for (let cuts = 1; cuts <= 3; cuts++) {
    for (const [near, far] of pairs) {
      near.destroy();
      far.destroy();
    }
    pairs.clear();
    const before = trades.delivered;
    await until(() => client.getMetrics().reconnects === cuts && trades.delivered > before + 10
      && client.book('btc')?.status === 'live', 'more');
  }
  const { missed, errorCount } = client.getMetrics();
  assert.deepEqual({ missed, errorCount }, { missed: 0, errorCount: 0 });

});

test('a callback that is slow holds the server back, and costs no memory', options, async t => {
  const { client } = await connected(t, { encoding: 'compact' });
  let count = 0;
  client.subscribe({ channels: ['trade', 'price', 'bbo'] }, () => {
    if (count++ % 50 === 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
  });
  await until(() => count > 1000, 'messages');
  assert.equal(client.outgoing.length, 0);
  assert.ok(client.streams.byKey.size <= 3 * 30);
});

const EXAMPLES = {
  'ticker.js': [/^BTCUSDT\s+alpha\s+[\d.]+ [+-][\d.]+ %$/m, /^ETHUSDT/m],
  'order-book.js': [/^BTCUSDT at \w+, \d+$/m, /^ {2}ask [\d.]+ [\d.]+$/m, /^ {2}bid /m],
  'arbitrage.js': [/^\w+: buy [\d.]+ at \w+ for [\d.]+, sell at \w+ for [\d.]+: [\d.]+ bps$/m],
  'migration.js': [/^market orderbook_update BTCUSDT$/m, /^trade BTCUSDT/m, /^account /m, /^metrics \d+ 0 1 [\d.]+$/m,
    /^health healthy connection=healthy/m],
};

for (const [name, patterns] of Object.entries(EXAMPLES)) {
  test(`the example ${name} runs`, options, async () => {
    const { hostname, port } = new URL(SERVER);
    const args = name === 'migration.js' ? [hostname, port] : [`${SERVER}/ws`];
    const child = spawn(process.execPath, [fileURLToPath(new URL(`../examples/${name}`, import.meta.url)), ...args]);
    let out = '';
    let err = '';
    child.stdout.on('data', part => { out += part; });
    child.stderr.on('data', part => { err += part; });
    try {
      await until(() => child.exitCode !== null || patterns.every(pattern => pattern.test(out)), `${patterns}`);
      assert.equal(child.exitCode, null, out + err);
      assert.equal(err, '');
    } finally {
      child.kill();
    }
  });
}
