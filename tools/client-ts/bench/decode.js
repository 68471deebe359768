// How many messages a second one thread takes, from the frame to the subscriber's callback: npm run bench
import { TickwireClient, encode } from '../src/index.js';

const FRAMES = 4096;
const ROUND_MS = 500;
const ROUNDS = 5;

class Socket {
  constructor() {
    Socket.last = this;
    this.readyState = 1;
  }

  send() {}

  close() {}
}

const time = 1_700_000_000_000_000;
const head = seq => ({
  seq, pseq: seq - 1, g: 90_000 + seq, t_ex: time + seq, t_in: time + seq, t_out: time + seq + 9,
});

const trade = seq => ({
  type: 'trade_update', symbol: 'BTCUSDT', venue: 'alpha', price: 67234.5, quantity: 0.25, side: 'buy',
  trade_id: 812345678 + seq, timestamp: time / 1000, ...head(seq),
});
const compactTrade = seq => {
  const { symbol, venue, price, quantity, side, trade_id, timestamp, ...rest } = trade(seq);
  return [4, 7, rest.seq, rest.pseq, rest.g, rest.t_ex, rest.t_in, rest.t_out,
    symbol, venue, price, quantity, side, trade_id, timestamp];
};
const level = (base, seq) => ({ price: base + (seq % 10) / 10, quantity: 0.1 + (seq % 7) });
const delta = seq => ({
  type: 'orderbook_update', symbol: 'BTCUSDT', bids: [level(67234, seq)],
  asks: [level(67236, seq), level(67237, seq + 3)], timestamp: time / 1000,
  kind: seq === 1 ? 'snapshot' : 'delta', venue: 'alpha', ...head(seq),
});
const compactDelta = seq => {
  const { symbol, bids, asks, timestamp, venue, kind, ...rest } = delta(seq);
  const flat = side => side.flatMap(({ price, quantity }) => [price, quantity]);
  return [kind === 'delta' ? 3 : 2, 7, rest.seq, rest.pseq, rest.g, rest.t_ex, rest.t_in, rest.t_out,
    symbol, flat(bids), flat(asks), timestamp, venue];
};

const kinds = {
  'json trade': ['json', seq => JSON.stringify(trade(seq))],
  'json book delta': ['json', seq => JSON.stringify(delta(seq))],
  'msgpack trade': ['msgpack', seq => encode(trade(seq))],
  'msgpack book delta': ['msgpack', seq => encode(delta(seq))],
  'compact trade': ['compact', seq => encode(compactTrade(seq))],
  'compact book delta': ['compact', seq => encode(compactDelta(seq))],
};

for (const [name, [encoding, make]] of Object.entries(kinds)) {
  const frames = Array.from({ length: FRAMES }, (_, i) => make(i + 1));
  const rates = [];
  let taken = 0;
  const client = new TickwireClient({ encoding, WebSocket: Socket });
  client.subscribe({ channels: ['trade', 'book'], symbols: ['BTCUSDT'], mode: 'delta' }, () => taken++);
  Socket.last.onopen();
  for (let round = 0; round < ROUNDS; round++) {
    let count = 0;
    const from = performance.now();
    while (performance.now() - from < ROUND_MS) {
      // The same frames again: as of a server that began anew.
      client.streams.byKey.forEach(stream => { stream.seq = -1; });
      for (const data of frames) Socket.last.onmessage({ data });
      count += FRAMES;
    }
    rates.push(count / (performance.now() - from) * 1000);
  }
  client.close();
  const { duplicates, resyncs, missed } = client.getMetrics();
  if (duplicates + resyncs + missed > 0 || taken === 0) throw new Error(`not taken: ${name}`);
  rates.sort((a, b) => a - b);
  console.log(`${name.padEnd(20)} ${Math.round(rates[ROUNDS >> 1]).toLocaleString('en').padStart(10)} messages/s`);
}
