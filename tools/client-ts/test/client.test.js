// The client before a server that does whatever the test says, at times that the test makes.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { TickwireClient } from '../src/index.js';
import { isFinal } from '../src/connection.js';
import { FakeClock, fakeSockets, settled } from './fake.js';

const EPOCH = 7;

function scene(options = {}) {
  const clock = new FakeClock();
  const sockets = fakeSockets();
  const client = new TickwireClient({ clock, random: () => 1, WebSocket: sockets, url: 'ws://server/ws', ...options });
  const events = [];
  for (const event of ['gap', 'stale', 'error', 'open', 'close']) {
    client.on(event, message => events.push([event, message.reason || message.code]));
  }
  const sent = () => sockets.last.sent.splice(0).map(frame => JSON.parse(frame))
    .filter(message => message.type !== 'ping');
  const open = () => {
    sockets.last.open();
    sockets.last.frame({ type: 'welcome', epoch: EPOCH, limits: { symbols_per_message: 1024 } });
  };
  return { clock, sockets, client, events, sent, open };
}

const subscribed = (asked, venues = ['v'], seq = 0, more = {}) => ({
  type: 'subscribed', channel: asked.channel, symbols: asked.symbols, epoch: EPOCH, id: asked.id,
  class: asked.channel === 'trade' ? 'raw' : 'latest', streams: venues.length, sid: venues.map((_, i) => i),
  seq: venues.map(() => seq), symbol: venues.map(() => asked.symbols?.[0] ?? 'X'), venue: venues,
  px_exp: venues.map(() => -1), qty_exp: venues.map(() => -1), ...more,
});
const trade = seq => ({ type: 'trade_update', symbol: 'X', venue: 'v', price: 1, seq, pseq: seq - 1 });
const book = (kind, seq, pseq, bids) => ({
  type: 'orderbook_update', symbol: 'X', venue: 'v', kind, seq, pseq, asks: [],
  bids: bids.map(([price, quantity]) => ({ price, quantity })),
});

test('two who want the same ask once, and the last to go ends it', () => {
  const { client, sockets, sent, open } = scene();
  const got = [[], []];
  const first = client.subscribe({ channel: 'trades', symbols: ['X'] }, message => got[0].push(message.seq));
  const second = client.subscribe({ channel: 'trade', symbols: ['x'] }, message => got[1].push(message.seq));
  open();
  const asked = sent();
  assert.equal(asked.length, 1);
  assert.deepEqual([asked[0].channel, asked[0].symbols], ['trade', ['X']]);
  sockets.last.frame(subscribed(asked[0]));
  sockets.last.frame(trade(1));
  first.unsubscribe();
  first.unsubscribe();
  sockets.last.frame(trade(2));
  assert.deepEqual(got, [[1], [1, 2]]);
  assert.deepEqual(sent(), []);
  second.unsubscribe();
  assert.deepEqual(sent(), [{ type: 'unsubscribe', channel: 'trade', symbols: ['X'] }]);
  assert.equal(client.latest('trade', 'x'), undefined);
  client.subscribe({ channel: 'trade', symbols: ['X'] });
  sockets.last.frame(subscribed(sent()[0], ['v'], 9));
  assert.equal(client.getMetrics().gaps, 0, 'what was not wanted was not missed');
});

test('what overlaps is asked for once, and what a pattern brought is asked for when the pattern ends', () => {
  const { client, sent, open } = scene();
  open(client.connect());
  const all = client.subscribe({ channel: 'price' });
  client.subscribe({ channel: 'price', symbols: ['X', 'Y'] });
  const asked = sent();
  assert.equal(asked.length, 1);
  assert.equal(asked[0].symbols, undefined);
  all.unsubscribe();
  assert.deepEqual(sent().map(({ type, symbols }) => [type, symbols]),
    [['unsubscribe', undefined], ['subscribe', ['X', 'Y']]]);
});

test('a message goes to each handle once; a listener that throws keeps nobody from it',
  async () => {
    const { client, sockets, events, sent, open } = scene();
    open(client.connect());
    let count = 0;
    client.subscribe({ channel: 'trade', symbols: ['X', '*'] }, () => {
      count++;
      throw new Error('mine');
    });
    client.on('trade', async () => { throw new Error('later'); });
    client.on('trade', () => count++);
    sent().forEach(asked => sockets.last.frame(subscribed(asked)));
    sockets.last.frame(trade(1));
    await settled();
    assert.equal(count, 2);
    assert.deepEqual(events, [['open', undefined], ['error', 'listener'], ['error', 'listener']]);
    assert.equal(client.getMetrics().errorCount, 2);
  });

test('duplicates are passed over, what is missing is told first', () => {
  const { client, sockets, events, sent, open } = scene();
  open(client.connect());
  const handle = client.subscribe({ channel: 'trade', symbols: ['X'] });
  sockets.last.frame(subscribed(sent()[0], ['v'], 10));
  [11, 11, 12, 15].forEach(seq => sockets.last.frame(trade(seq)));
  const gap = { type: 'gap', channel: 'trade', symbol: 'X', venue: 'v', from: 16, to: 20, reason: 'back_pressure' };
  sockets.last.frame(gap);
  sockets.last.frame(gap);
  sockets.last.frame(trade(21));
  const { duplicates, gaps, missed } = client.getMetrics();
  assert.deepEqual([handle.delivered, duplicates, gaps, missed], [4, 1, 2, 7]);
  assert.deepEqual(events.slice(1), [['gap', 'unannounced'], ['gap', 'back_pressure']]);
});

test('a broken book is dropped, asked for again at most once a second, and healed by its snapshot', () => {
  const { client, sockets, clock, sent, open } = scene();
  open(client.connect());
  const handle = client.subscribe({ channel: 'book', symbols: ['X'], mode: 'delta' });
  sockets.last.frame(subscribed(sent()[0]));
  assert.equal(client.book('x', 'v').status, 'recovering');
  sockets.last.frame(book('snapshot', 5, 0, [[2, 1], [1, 1]]));
  sockets.last.frame(book('delta', 6, 5, [[2, 0], [3, 4]]));
  assert.deepEqual(client.book('x').bids, [{ price: 3, quantity: 4 }, { price: 1, quantity: 1 }]);
  sockets.last.frame(book('delta', 9, 8, [[2, 1]]));
  sockets.last.frame(book('delta', 10, 9, [[2, 1]]));
  assert.deepEqual([client.book('x').status, client.book('x').bids], ['recovering', []]);
  assert.deepEqual(sent(), [{ type: 'resync', channel: 'book', symbol: 'X', venue: 'v' }]);
  clock.tick(1000);
  sockets.last.frame(book('delta', 11, 10, [[2, 1]]));
  assert.equal(sent().length, 1);
  sockets.last.frame(book('snapshot', 11, 0, [[7, 1]]));
  assert.deepEqual([client.book('x').status, client.book('x').seq, handle.delivered], ['live', 11, 3]);
  assert.equal(client.getMetrics().resyncs, 2);
});

test('a wrong checksum breaks a book', () => {
  const { client, sockets, events, sent, open } = scene();
  open(client.connect());
  client.subscribe({ channel: 'book', symbols: ['X'], mode: 'delta', checksum: true });
  sockets.last.frame(subscribed(sent()[0], ['v'], 0, { checksum: true }));
  sockets.last.frame({ ...book('snapshot', 5, 0, [[2, 1]]), checksum: 1 });
  assert.deepEqual(events.slice(1), [['error', 'checksum']]);
  assert.equal(sent()[0].type, 'resync');
});

test('another view of the same book is refused where messages do not tell which they are of', () => {
  const { client, events, sent, open } = scene();
  open(client.connect());
  client.subscribe({ channel: 'book', symbols: ['X'], mode: 'delta' });
  const refused = client.subscribe({ channel: 'book', symbols: ['x'], depth: 5 });
  assert.deepEqual([refused.isEnded, sent().length, events.at(-1)], [true, 1, ['error', 'conflicting_view']]);
  client.subscribe({ channel: 'book', symbols: ['Y'], venues: ['v'], depth: 5 });
  client.subscribe({ channel: 'book', symbols: ['Y'], venues: ['w'], depth: 50 });
  assert.equal(sent().length, 2, 'of two venues');
});

test('after the end it dials with jitter, and events go on from where they were', () => {
  const { client, sockets, clock, events, sent, open } = scene();
  client.subscribe({ channel: 'trade', symbols: ['X'] });
  client.subscribe({ channel: 'price', symbols: ['X'] });
  open();
  sent().forEach(asked => sockets.last.frame(subscribed(asked, ['v', 'w'], 3)));
  sockets.last.frame(trade(4));
  sockets.last.end(1006);
  assert.equal(client.state, 'waiting');
  assert.equal(client.getHealth().status, 'degraded');
  for (const wait of [100, 200, 400]) {
    const count = sockets.dialed.length;
    clock.tick(wait - 1);
    assert.equal(sockets.dialed.length, count);
    clock.tick(1);
    assert.equal(sockets.dialed.length, count + 1);
    if (wait < 400) sockets.last.end(1006);
  }
  open();
  const again = sent();
  const [first, second] = again.filter(message => message.channel === 'trade');
  assert.deepEqual([first, second].map(({ symbols, venues, since }) => [symbols, venues, since]), [
    [['X'], ['v'], { epoch: EPOCH, seq: 4 }], [['X'], ['w'], { epoch: EPOCH, seq: 3 }]]);
  sockets.last.frame(subscribed(first, ['v'], 6, { recovered: true, replayed: 2 }));
  sockets.last.frame(trade(5));
  sockets.last.frame(subscribed(second, ['w'], 9, { recovered: false }));
  assert.deepEqual(events.filter(([event]) => event === 'gap'), [['gap', 'unrecoverable']]);
  assert.equal(client.getMetrics().missed, 6);
  assert.equal(client.getMetrics().reconnects, 1);
});

test('another epoch voids all numbers', () => {
  const { client, sockets, clock, events, sent, open } = scene();
  client.subscribe({ channel: 'trade', symbols: ['X'] });
  open();
  sockets.last.frame(subscribed(sent()[0], ['v'], 300));
  sockets.last.frame(trade(301));
  sockets.last.end(1012);
  clock.tick(100);
  sockets.last.open();
  sockets.last.frame({ type: 'welcome', epoch: EPOCH + 1 });
  assert.deepEqual(events.at(-1), ['gap', 'unrecoverable']);
  sockets.last.frame(subscribed(sent()[0], ['v'], 0, { epoch: EPOCH + 1, recovered: false }));
  sockets.last.frame(trade(1));
  assert.equal(client.latest('trade', 'x').seq, 1);
  assert.equal(client.getMetrics().duplicates, 0);
});

test('codes say whether one comes back', () => {
  assert.deepEqual([1001, 1005, 1006, 1011, 1012, 4000, 4008, 4499].filter(code => isFinal(code, false)), []);
  assert.deepEqual([1000, 1002, 1008, 1009, 4500, 4501, 4999].filter(code => !isFinal(code, false)), []);
  assert.equal(isFinal(4501, true), false);
  const { client, sockets, clock, events } = scene();
  const promise = client.connect();
  sockets.last.open();
  sockets.last.end(4503);
  clock.tick(60_000);
  assert.equal(sockets.dialed.length, 1);
  assert.deepEqual(events.slice(1), [['close', 4503], ['error', '4503']]);
  assert.equal(client.getHealth().status, 'down');
  return promise;
});

test('a refused handshake is final where the token is bad, and retried else; connect tells', async () => {
  const { client, sockets, clock } = scene();
  const promise = client.connect();
  sockets.last.refuse(503);
  clock.tick(100);
  assert.equal(sockets.dialed.length, 2);
  sockets.last.refuse(401);
  clock.tick(60_000);
  assert.equal(sockets.dialed.length, 2);
  await assert.rejects(promise, /not connected: 401/);
});

test('an address that is none is told at once; a token that is not there is waited for', async () => {
  const { client, events } = scene({ WebSocket: class { constructor() { throw new SyntaxError('no such address'); } } });
  await assert.rejects(client.connect(), /no such address/);
  assert.deepEqual([events, client.state], [[['error', 'not_available']], 'closed']);

  let isThere = false;
  const token = () => isThere ? Promise.resolve('t') : Promise.reject(new Error('not now'));
  const later = scene({ token });
  const promise = later.client.connect();
  await settled();
  assert.deepEqual([later.events, later.client.state], [[['error', 'listener']], 'waiting']);
  isThere = true;
  later.clock.tick(100);
  await settled();
  assert.deepEqual(later.sockets.last.protocols.slice(1), ['tickwire.token.t']);
  later.open();
  await promise;
});

test('a server that says nothing is asked, and left', () => {
  const { client, sockets, clock } = scene();
  client.connect();
  clock.tick(10_000);
  assert.equal(sockets.dialed.length, 1);
  clock.tick(100);
  assert.equal(sockets.dialed.length, 2, 'connect timeout');
  sockets.last.open();
  sockets.last.sent.length = 0;
  clock.tick(15_000);
  assert.equal(JSON.parse(sockets.last.sent[0]).type, 'ping');
  clock.tick(30_000);
  assert.equal(client.state, 'waiting');
});

test('latency is half of the median round trip', async () => {
  const { client, sockets, clock, open } = scene();
  open(client.connect());
  const answer = JSON.parse(sockets.last.sent[0]);
  clock.tick(8);
  sockets.last.frame({ type: 'pong', id: answer.id });
  await settled();
  assert.equal(client.getMetrics().latency, 4);
});

test('it keeps to the pace, and puts together what has to wait', () => {
  const { client, clock, sent, open } = scene();
  open(client.connect());
  for (let i = 0; i < 200; i++) client.subscribe({ channel: 'price', symbols: [`S${i}`] });
  const asked = sent();
  assert.ok(asked.length <= 20);
  clock.tick(1000);
  const rest = sent();
  assert.equal(rest.length, 1);
  assert.equal(new Set([...asked, ...rest].flatMap(message => message.symbols)).size, 200);
});

test('what is refused for its pace comes again', () => {
  const { client, sockets, clock, sent, open } = scene();
  open(client.connect());
  client.subscribe({ channel: 'price', symbols: ['X'] });
  sockets.last.frame({ type: 'error', code: 'rate_limited', id: sent()[0].id, retry_after_ms: 500 });
  clock.tick(500);
  assert.deepEqual(sent().map(message => message.symbols), [['X']]);
});

test('requests have answers, errors, or a time to end', async () => {
  const { client, sockets, clock, sent, open } = scene();
  open(client.connect());
  const asked = [client.request('status'), client.publish('broadcast.x', 1), client.request('health')];
  const [status, publish] = sent();
  sockets.last.frame({ type: 'response', id: status.id, result: 5 });
  sockets.last.frame({ type: 'error', id: publish.id, code: 'forbidden', message: 'no' });
  assert.equal(await asked[0], 5);
  await assert.rejects(asked[1], { code: 'forbidden' });
  clock.tick(10_000);
  await assert.rejects(asked[2], /no answer/);
  const last = client.request('status');
  sockets.last.end(1006);
  await assert.rejects(last, /has ended/);
});

test('a token that is about to end is renewed', async () => {
  const tokens = ['one', 'two'];
  const { client, sockets, sent, open } = scene({ token: () => tokens.shift() });
  open(client.connect());
  assert.deepEqual(sockets.last.protocols, ['tickwire.v1.json', 'tickwire.token.one']);
  sockets.last.frame({ type: 'expiring', expires_at: 1 });
  await settled();
  assert.deepEqual(sent().map(({ type, token }) => [type, token]), [['auth', 'two']]);
});

test('what can not be read is told, and the next message is', () => {
  const { client, sockets, events, open } = scene();
  open(client.connect());
  for (const bad of ['{', '[]', 'null', '{"type":1}', '']) sockets.last.frame(bad);
  sockets.last.frame({ type: 'from_the_future', x: 1 });
  assert.deepEqual(events.slice(1), Array(5).fill(['error', 'invalid_message']));
  assert.equal(client.state, 'open');
});

test('after shutdown it waits as long as the server asks for', () => {
  const { client, sockets, clock, open } = scene();
  open(client.connect());
  sockets.last.frame({ type: 'shutdown', retry_after_ms: 5000 });
  sockets.last.end(1001);
  clock.tick(5099);
  assert.equal(sockets.dialed.length, 1);
  clock.tick(1);
  assert.equal(sockets.dialed.length, 2);
});

test('its own close is the end, and connect begins anew with what was subscribed to', () => {
  const { client, sockets, clock, events, sent, open } = scene();
  client.subscribe({ channel: 'price', symbols: ['X'] });
  open();
  client.close();
  client.close();
  clock.tick(100_000);
  assert.deepEqual([sockets.dialed.length, sockets.last.closedWith, client.state], [1, 1000, 'closed']);
  assert.deepEqual(events.slice(1), [['close', 'closed by the program']]);
  open(client.connect());
  assert.equal(sent()[0].type, 'subscribe');
});

test('update changes how, for all who share it', () => {
  const { client, sent, open } = scene();
  open(client.connect());
  const first = client.subscribe({ channel: 'price', symbols: ['X'] });
  client.subscribe({ channel: 'price', symbols: ['X'] });
  sent();
  first.update({ interval: 1000 });
  assert.deepEqual(sent(), [{ type: 'update', channel: 'price', symbols: ['X'], interval: 1000 }]);
});

test('who iterates slowly loses the oldest, and it is counted', async () => {
  const { client, sockets, sent, open } = scene({ queueLimit: 4 });
  open(client.connect());
  const handle = client.subscribe({ channel: 'trade', symbols: ['X'] });
  const iterator = handle[Symbol.asyncIterator]();
  sockets.last.frame(subscribed(sent()[0]));
  for (let seq = 1; seq <= 10; seq++) sockets.last.frame(trade(seq));
  handle.unsubscribe();
  const got = [];
  for await (const message of { [Symbol.asyncIterator]: () => iterator }) got.push(message.seq);
  assert.deepEqual(got, [7, 8, 9, 10]);
  assert.equal(client.getMetrics().dropped, 6);
});

test('a drawer gets the latest of each stream once a frame, and books whole', () => {
  const { client, sockets, clock, sent, open } = scene();
  open(client.connect());
  const frames = [];
  const off = client.frame(messages => frames.push(messages.map(({ type, seq, bids }) => [type, seq, bids?.length])));
  client.subscribe({ channel: 'book', symbols: ['X'], mode: 'delta' });
  client.subscribe({ channel: 'trade', symbols: ['X'] });
  sent().forEach(asked => sockets.last.frame(subscribed(asked)));
  sockets.last.frame(book('snapshot', 1, 0, [[1, 1]]));
  sockets.last.frame(book('delta', 2, 1, [[2, 1]]));
  for (let seq = 1; seq <= 50; seq++) sockets.last.frame(trade(seq));
  clock.tick(16);
  assert.deepEqual(frames, [[['orderbook_update', 2, 2], ['trade_update', 50, undefined]]]);
  off();
  sockets.last.frame(trade(51));
  clock.tick(16);
  assert.equal(frames.length, 1);
});

test('what waits to be sent has a bound', async () => {
  const { client } = scene();
  client.connect().catch(() => undefined);
  const asked = [];
  for (let i = 0; i < 1100; i++) asked.push(client.request('status').catch(error => error.code));
  const results = await Promise.all(asked.slice(1024));
  assert.deepEqual(new Set(results), new Set(['rate_limited']));
  client.close();
});

test('memory does not grow with the rate, though nobody takes anything', () => {
  const { client, sockets, sent, open } = scene({ queueLimit: 100 });
  open(client.connect());
  client.frame(() => undefined);
  const handle = client.subscribe({ channel: 'trade', symbols: ['X'] });
  handle[Symbol.asyncIterator]();
  sockets.last.frame(subscribed(sent()[0]));
  const feed = (from, to) => { for (let seq = from; seq <= to; seq++) sockets.last.frame(JSON.stringify(trade(seq))); };
  feed(1, 20_000);
  const before = reachable(client);
  feed(20_001, 100_000);
  assert.equal(reachable(client), before);
  assert.equal(client.getMetrics().dropped, 100_000 - 100);
});

test('where there is no WebSocket, it is said clearly', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'bare-'));
  try {
    cpSync(new URL('../src', import.meta.url), folder, { recursive: true });
    writeFileSync(path.join(folder, 'package.json'), '{"type": "module"}');
    writeFileSync(path.join(folder, 'program.js'), `delete globalThis.WebSocket;
      const { TickwireClient } = await import('./index.js');
      await new TickwireClient().connect().catch(error => console.log(error.message));`);
    assert.match(execFileSync(process.execPath, [path.join(folder, 'program.js')], { encoding: 'utf8' }),
      /no WebSocket here: use Node 22 or newer, install the package ws, or give a class/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** How many objects a client holds on to. */
function reachable(root) {
  const seen = new Set();
  const next = [root];
  while (next.length > 0) {
    const value = next.pop();
    if (value === null || typeof value !== 'object' || seen.has(value)) continue;
    seen.add(value);
    if (value instanceof Map) next.push(...value.keys(), ...value.values());
    else if (value instanceof Set) next.push(...value);
    next.push(...Object.values(value));
  }
  return seen.size;
}
