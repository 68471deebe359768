// Plays a session of the conformance set: ../../conformance/README.md says how.
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { TickwireClient, decode } from '../src/index.js';
import { FakeClock, fakeSockets, settled } from './fake.js';

const EVENTS = ['market', 'trade', 'liquidation', 'signal', 'arbitrage', 'order', 'position', 'account', 'gap', 'stale',
  'error', 'open', 'close'];
const NOT_COMPARED = new Set(['ping', 'pong', 'request']);
export const ENCODINGS = ['json', 'msgpack', 'msgpack_scaled', 'compact', 'compact_scaled'];

export class Player {
  constructor(session) {
    this.clock = new FakeClock();
    this.sockets = fakeSockets();
    this.taken = 0;
    this.seen = 0;
    this.events = [];
    this.marketPrices = {};
    this.handles = new Map();
    const { token, tokens } = session.options;
    const supply = tokens === undefined ? undefined : [token, ...tokens].filter(one => one !== undefined);
    const [encoding, scaled] = session.encoding.split('_');
    this.client = new TickwireClient({
      url: 'ws://server/ws', encoding, numbers: scaled === undefined ? 'float' : 'string',
      token: supply === undefined ? token : () => supply.shift(),
      clock: this.clock, random: () => 1, WebSocket: this.sockets,
    });
    for (const event of EVENTS) this.client.on(event, message => this.onEvent(event, message));
    this.client.connect().catch(() => undefined);
    this.seen = 0;
  }

  get socket() {
    return this.sockets.last;
  }

  onEvent(event, message) {
    const { reason, code } = message;
    for (const [symbol, { price }] of Object.entries(message.data ?? {})) this.marketPrices[symbol] = price;
    const what = { gap: reason, stale: reason, error: code, close: String(code), open: '' };
    this.events.push([event, what[event] ?? message.type, message.symbol ?? null,
      (event === 'gap' ? message.from : message.seq) ?? null]);
  }

  async play(step) {
    const [name] = Object.keys(step);
    const play = { do: () => this.do(step), open: () => this.open(), refused: () => this.refused(step.refused),
      sent: () => this.checkSent(step.sent), frame: () => this.frame(step.frame), end: () => this.socket.end(step.end),
      dialed: () => this.checkDialed(step.dialed), state: () => this.checkState(step.state) }[name];
    assert.ok(play, `no such step: ${name}`);
    play();
    await settled();
  }

  do(step) {
    const { client } = this;
    switch (step.do) {
      case 'subscribe': this.handles.set(step.as, client.subscribe(step.with)); break;
      case 'unsubscribe': this.handles.get(step.as).unsubscribe(); break;
      case 'auth': client.auth(step.token).catch(() => undefined); break;
      case 'close': client.close(); break;
      case 'tick': this.clock.tick(step.ms); break;
      default: assert.fail(`nothing of the program's: ${step.do}`);
    }
  }

  open() {
    this.seen = this.sockets.dialed.length;
    this.taken = 0;
    this.socket.open();
  }

  refused(status) {
    this.seen = this.sockets.dialed.length;
    this.socket.refuse(status);
  }

  frame(frame) {
    this.socket.frame(frame.text ?? new Uint8Array(Buffer.from(frame.base64, 'base64')));
  }

  checkDialed(isDialed) {
    assert.equal(this.sockets.dialed.length > this.seen, isDialed, 'dialed');
    this.seen = this.sockets.dialed.length;
  }

  checkSent(expected) {
    const sent = this.socket.sent.slice(this.taken)
      .map(frame => typeof frame === 'string' ? JSON.parse(frame) : decode(frame))
      .filter(message => !NOT_COMPARED.has(message.type));
    this.taken = this.socket.sent.length;
    const units = sent.flatMap(unitsOf);
    for (const unit of expected.flatMap(unitsOf)) {
      const at = units.findIndex(candidate => fits(unit, candidate));
      assert.ok(at >= 0, `not sent: ${JSON.stringify(unit)}; sent: ${JSON.stringify(units)}`);
      units.splice(at, 1);
    }
    assert.deepEqual(units, [], 'sent, and not expected');
  }

  checkState(state) {
    const { client } = this;
    const streams = [...client.streams.byKey.values()];
    if ('connected' in state) assert.equal(client.state === 'open', state.connected, 'connected');
    if ('epoch' in state) assert.equal(client.epoch, state.epoch, 'epoch');
    for (const wanted of state.streams ?? []) {
      const got = streams
        .filter(stream => isOf(stream, wanted) && stream.interval === (wanted.interval ?? stream.interval))
        .map(({ seq, status }) => ({ seq, status }));
      const { seq, status } = wanted;
      assert.ok(got.some(one => one.status === status && (seq === undefined || one.seq === seq)),
        `stream ${JSON.stringify(wanted)}: ${JSON.stringify(got)}`);
    }
    for (const [key, price] of Object.entries(state.prices ?? {})) {
      const [symbol, venue] = key.split('@');
      const message = streams.find(stream => stream.channel === 'price' && isOf(stream, { symbol, venue }))?.message;
      assert.equal(Number(venue === '' ? this.marketPrices[symbol] : message?.price), price, `price ${key}`);
    }
    for (const book of state.books ?? []) this.checkBook(book);
    for (const [key, count] of Object.entries(state.counts ?? {})) {
      assert.equal(client.counts[key], count, `counts.${key}`);
    }
    for (const [name, count] of Object.entries(state.handles ?? {})) {
      assert.equal(this.handles.get(name).delivered, count, `handle ${name}`);
    }
    if (state.events !== undefined) assert.deepEqual(this.events.splice(0), state.events, 'events');
  }

  checkBook(book) {
    const views = [...this.client.streams.byKey.values()]
      .filter(stream => stream.channel === 'book' && isOf(stream, book));
    const got = views.map(stream => ({
      status: stream.status, bids: pairs(stream.book.bids), asks: pairs(stream.book.asks),
    }));
    const { status, bids, asks } = book;
    if (got.length === 1) assert.deepEqual(got[0], { status, bids, asks }, `book ${book.symbol}`);
    else assert.ok(got.some(one => isDeepStrictEqual(one, { status, bids, asks })), 'book of two views');
  }

  close() {
    this.client.close();
  }
}

const isOf = (stream, wanted) => stream.symbol === wanted.symbol && stream.venue === wanted.venue
  && (wanted.channel === undefined || stream.channel === wanted.channel);

const pairs = side => side.map(level => [Number(level.price), Number(level.quantity)]);

function unitsOf(message) {
  if (message.type !== 'subscribe' && message.type !== 'unsubscribe') return [message];
  const { channel, channels, symbol, symbols, ...others } = message;
  const texts = symbols ?? symbol;
  return [channels ?? channel ?? 'price'].flat().flatMap(one => texts === undefined ? [{ ...others, channel: one }]
    : [texts].flat().map(text => ({ ...others, channel: one, symbol: text })));
}

const sorted = value => Array.isArray(value) ? [...value].sort() : value;

const fits = (unit, candidate) => Object.entries(unit).every(([key, value]) => key === 'id'
  || isDeepStrictEqual(sorted(value), sorted(candidate[key])))
  && ('symbol' in unit || !('symbol' in candidate));
