// The client before a real server that ends and begins anew, with its journal; through TLS, whose certificate
// NODE_EXTRA_CA_CERTS vouches for. The address is in TICKWIRE_RESTARTED; the first line says that the server may end.
import assert from 'node:assert/strict';
import test from 'node:test';
import { WebSocket } from 'ws';
import { TickwireClient } from '../src/index.js';

const SERVER = process.env.TICKWIRE_RESTARTED;
const PATIENCE_MS = 60_000;
const skip = SERVER === undefined ? 'no TICKWIRE_RESTARTED' : false;

const until = async (isSo, what) => {
  const end = Date.now() + PATIENCE_MS;
  while (!isSo()) {
    if (Date.now() > end) throw new Error(`not so: ${what()}`);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
};

const connected = async (t, encoding) => {
  const client = new TickwireClient({ url: `${SERVER}/ws`, WebSocket, encoding });
  t.after(() => client.close());
  const told = [];
  for (const event of ['gap', 'error']) client.on(event, message => told.push(message));
  const last = new Map();
  const trades = client.subscribe({ channel: 'trade', symbols: ['btc'] }, ({ venue, seq }) => {
    if (last.has(venue) && seq !== last.get(venue) + 1) told.push({ venue, from: last.get(venue), to: seq });
    last.set(venue, seq);
  });
  const book = client.subscribe({ channel: 'book', symbols: ['btc'], mode: 'delta', checksum: true });
  await client.connect();
  return { client, told, last, trades, book };
};

test('through TLS, over a restart: no trade is missing, books go on', { skip, timeout: 2 * PATIENCE_MS }, async t => {
  const clients = await Promise.all(['json', 'msgpack', 'compact'].map(encoding => connected(t, encoding)));
  await until(() => clients.every(({ last, book }) => last.size === 3 && book.delivered > 10), () => 'trades');
  console.log('receiving');
  await until(() => clients.every(({ client }) => client.getMetrics().reconnects === 1),
    () => JSON.stringify(clients.map(({ client, told }) => [client.state, told])));
  const before = clients.map(({ trades }) => trades.delivered);
  await until(() => clients.every(({ client, trades }, i) => trades.delivered > before[i] + 10
    && client.book('btc')?.status === 'live'), () => 'more');
  for (const { client, told } of clients) {
    assert.deepEqual(told, []);
    const { missed, gaps, duplicates, resyncs, errorCount } = client.getMetrics();
    assert.deepEqual({ missed, gaps, duplicates, resyncs, errorCount },
      { missed: 0, gaps: 0, duplicates: 0, resyncs: 0, errorCount: 0 });
  }
});
