import assert from 'node:assert/strict';
import test from 'node:test';
import { Book } from '../src/book.js';
import { Codec } from '../src/codec.js';
import { crc32c } from '../src/crc32c.js';
import { compare } from '../src/decimal.js';
import { parse, stringify } from '../src/json.js';
import { FrameError, encode, toMantissa, toText } from '../src/index.js';
import { seeded } from './seeded.js';

test('whole numbers of JSON lose nothing', () => {
  assert.deepEqual(parse('{"a":9007199254740993,"b":[-12345678901234567890,1e3],"c":"9007199254740993","d":0.1}'),
    { a: 9007199254740993n, b: [-12345678901234567890n, 1000], c: '9007199254740993', d: 0.1 });
  assert.deepEqual(parse('{"text":"\\"12345678901234567,\\\\","n":9007199254740991}'),
    { text: '"12345678901234567,\\', n: 9007199254740991 });
  assert.equal(parse('0.12345678901234567890'), 0.12345678901234568);
  assert.throws(() => parse('{"a":12345678901234567890'), SyntaxError);
  assert.throws(() => parse('{"a" 12345678901234567890}'), SyntaxError);
  assert.equal(stringify({ a: 2n ** 64n - 1n, b: 'x', c: [1n] }), '{"a":18446744073709551615,"b":"x","c":[1]}');
});

test('decimals are exact both ways', () => {
  assert.equal(toText(672345, -1), '67234.5');
  assert.equal(toText(-5n, -8), '-0.00000005');
  assert.equal(toText(670000, -4), '67');
  assert.equal(toText(12, 3), '12000');
  assert.equal(toText(0, 3), '0');
  assert.equal(toMantissa('67234.5', -2), 6723450n);
  assert.equal(toMantissa(1e-7, -8), 10n);
  assert.equal(toMantissa('12000', 3), 12n);
  assert.throws(() => toMantissa('1.23', -1), /more digits/);
  assert.throws(() => toMantissa('x', -1), /not a decimal/);
  const random = seeded(4);
  for (let i = 0; i < 2000; i++) {
    const mantissa = BigInt(Math.floor((random() - 0.5) * 2 ** 53)) * BigInt(Math.floor(random() * 1000));
    const exponent = Math.floor(random() * 24) - 16;
    assert.equal(toMantissa(toText(mantissa, exponent), exponent), mantissa);
  }
  assert.ok(compare('9007199254740993.1', '9007199254740993.2') < 0);
  assert.ok(compare('10', '9.5') > 0);
  assert.equal(compare('1.5', '1.50'), 0);
});

test('CRC32C is that of RFC 3720', () => {
  assert.equal(crc32c(new Uint8Array(32)), 0x8a9136aa);
  assert.equal(crc32c(new TextEncoder().encode('123456789')), 0xe3069283);
});

test('a book is what a slow and simple one is', () => {
  const random = seeded(5);
  const book = new Book();
  const simple = { bids: new Map(), asks: new Map() };
  for (let i = 0; i < 3000; i++) {
    const isSnapshot = i % 500 === 0;
    const message = { kind: isSnapshot ? 'snapshot' : 'delta', bids: [], asks: [] };
    for (const side of ['bids', 'asks']) {
      const changed = new Map();
      for (let j = 0; j < (isSnapshot ? 20 : 3); j++) {
        changed.set(Math.floor(random() * 60) / 10, isSnapshot || random() < 0.6 ? 1 + Math.floor(random() * 9) : 0);
      }
      const sorted = [...changed].sort((a, b) => side === 'bids' ? b[0] - a[0] : a[0] - b[0]);
      message[side] = sorted.map(([price, quantity]) => ({ price, quantity }));
      if (isSnapshot) simple[side].clear();
      changed.forEach((quantity, price) =>
        quantity === 0 ? simple[side].delete(price) : simple[side].set(price, quantity));
    }
    book.apply(message);
    assert.deepEqual(book.bids.map(l => [l.price, l.quantity]), [...simple.bids].sort((a, b) => b[0] - a[0]));
    assert.deepEqual(book.asks.map(l => [l.price, l.quantity]), [...simple.asks].sort((a, b) => a[0] - b[0]));
  }
});

test('compact arrays become the maps of the protocol', () => {
  const codec = new Codec('compact', 'float');
  assert.deepEqual(codec.read(encode([4, 7, 41, 40, 90125, null, 2, 3, 'BTC/USD', 'kraken', 1.5, 2, 'buy', 9, 1])), {
    type: 'trade_update', symbol: 'BTC/USD', venue: 'kraken', price: 1.5, quantity: 2, side: 'buy', trade_id: 9,
    timestamp: 1, seq: 41, pseq: 40, g: 90125, t_ex: null, t_in: 2, t_out: 3,
  });
  assert.equal(codec.sid, 7);
  const delta = codec.read(encode([3, 7, 2, 1, 0, 0, 0, 0, 'X', [1, 2, 3, 4], [], 5, 'v', 77]));
  assert.deepEqual(delta.bids, [{ price: 1, quantity: 2 }, { price: 3, quantity: 4 }]);
  assert.equal(delta.kind, 'delta');
  assert.equal(delta.checksum, 77);
  assert.equal(codec.read(encode([8, 1, 1, 0, 0, 0, 0, 0, ['X', 1, 2, 3, 4], 5])).type, 'initial_data');
  assert.equal(codec.read(encode([99, 1])).type, 'compact_99');
  for (const bad of [[4, 7], [2, 7, 1, 1, 1, 1, 1, 1, 'X', [1], [], 1, 'v'], 'x', 7, null, {}, { type: 1 }]) {
    assert.throws(() => codec.read(encode(bad)), FrameError);
  }
  assert.throws(() => codec.read(Uint8Array.of(0xc1)), FrameError);
});

test('scaled numbers are texts or mantissas on request, in each encoding', () => {
  const array = [4, 7, 41, 40, 1, 1, 2, 3, 'X', 'v', 672345n, 25n, 'buy', 9, 1];
  const texts = new Codec('compact', 'string');
  assert.throws(() => texts.read(encode(array)), /exponents of X are not known/);
  texts.exponents.set('X', [-1, -2]);
  const text = texts.read(encode(array));
  assert.deepEqual([text.price, text.quantity, text.trade_id], ['67234.5', '0.25', 9]);
  for (const [encoding, frame] of [['compact', encode(array)],
    ['json', '{"type":"trade_update","symbol":"X","price":"67234.5","quantity":"0.25"}'],
    ['msgpack', encode({ type: 'trade_update', symbol: 'X', price: 672345, quantity: 25 })]]) {
    const codec = new Codec(encoding, 'bigint');
    codec.exponents.set('X', [-1, -2]);
    const message = codec.read(frame);
    assert.deepEqual([message.price, message.quantity, message.px_exp, message.qty_exp], [672345n, 25n, -1, -2]);
  }
});
