import assert from 'node:assert/strict';
import test from 'node:test';
import { ExtData, decode as decodeTheirs, encode as encodeTheirs } from '@msgpack/msgpack';
import { Extension, MsgpackError, decode, encode } from '../src/index.js';
import { seeded } from './seeded.js';

const EDGES = [0, 1, 0x7f, 0x80, 0xff, 0x100, 0xffff, 0x10000, 0xffffffff, 0x100000000, Number.MAX_SAFE_INTEGER];

function whole(random) {
  const edge = EDGES[Math.floor(random() * EDGES.length)];
  const near = edge + Math.floor(random() * 3) - 1;
  return (Number.isSafeInteger(near) ? near : edge) * (random() < 0.5 ? 1 : -1) + 0;
}

function value(random, depth) {
  const kind = Math.floor(random() * (depth > 3 ? 7 : 9));
  const count = () => Math.floor(random() ** 4 * 40);
  switch (kind) {
    case 0: return null;
    case 1: return random() < 0.5;
    case 2: return whole(random);
    case 3: return (random() - 0.5) * 10 ** Math.floor(random() * 40 - 20);
    case 4: return 'aé€😀'.repeat(count());
    case 5: return 'x'.repeat(Math.floor(random() ** 6 * 70_000));
    case 6: return Uint8Array.from({ length: Math.floor(random() ** 4 * 400) }, () => random() * 256);
    case 7: return Array.from({ length: count() }, () => value(random, depth + 1));
    default: return Object.fromEntries(Array.from({ length: count() }, (_, i) =>
      [`k${i}${random() < 0.1 ? 'ü'.repeat(20) : ''}`, value(random, depth + 1)]));
  }
}

const theirs = bytes => decodeTheirs(bytes, { useBigInt64: false });

test('what we write others read, and the other way round', () => {
  const random = seeded(1);
  for (let i = 0; i < 2000; i++) {
    const made = { value: value(random, 0) };
    const ours = encode(made);
    assert.deepEqual(theirs(ours), made);
    assert.deepEqual(decode(encodeTheirs(made)), made);
    assert.deepEqual(decode(ours), made);
  }
});

test('each truncation, and each byte too many, is an error', () => {
  const random = seeded(2);
  for (let i = 0; i < 300; i++) {
    const bytes = encode({ value: value(random, 2), last: [1, 'text', 1.5] });
    const step = Math.max(1, Math.floor(bytes.length / 200));
    for (let length = 0; length < bytes.length; length += step) {
      assert.throws(() => decode(bytes.subarray(0, length)), MsgpackError);
    }
    assert.throws(() => decode(Buffer.concat([bytes, Uint8Array.of(0)])), /more than one value/);
  }
});

test('any bytes are a value or an error, soon', () => {
  const random = seeded(3);
  for (let i = 0; i < 20_000; i++) {
    const bytes = Uint8Array.from({ length: 1 + random() * 40 }, () => random() * 256);
    let ours;
    try {
      ours = decode(bytes);
    } catch (error) {
      assert.ok(error instanceof MsgpackError, String(error));
      continue;
    }
    assert.notEqual(ours, undefined);
  }
});

test('a length that is a lie makes nothing', () => {
  for (const lead of [0xdd, 0xdf, 0xdb, 0xc6, 0xc9]) {
    assert.throws(() => decode(Uint8Array.of(lead, 0xff, 0xff, 0xff, 0xff)), /ends early/);
  }
  assert.throws(() => decode(new Uint8Array(100_000).fill(0x91)), /in each other/);
  const endless = [];
  endless.push(endless);
  assert.throws(() => encode(endless), RangeError);
});

test('whole numbers lose nothing: beyond 2^53 they are bigints', () => {
  const cases = [2n ** 53n - 1n, 2n ** 53n, 2n ** 64n - 1n, -(2n ** 53n) + 1n, -(2n ** 53n), -(2n ** 63n)];
  for (const big of cases) {
    const read = decode(encode(big));
    assert.equal(typeof read, big > -(2n ** 53n) && big < 2n ** 53n ? 'number' : 'bigint');
    assert.equal(BigInt(read), big);
  }
  assert.throws(() => encode(2n ** 64n), RangeError);
  assert.throws(() => encode(-(2n ** 63n) - 1n), RangeError);
  assert.ok(Object.is(decode(encode(-0)), -0));
  assert.ok(Number.isNaN(decode(encode(NaN))));
});

test('extensions, keys that are no texts, bad texts, and __proto__', () => {
  const data = Uint8Array.of(1, 2, 3);
  assert.deepEqual(decodeTheirs(encode(new Extension(5, data))), new ExtData(5, data));
  assert.deepEqual(decode(encodeTheirs(new ExtData(-2, data))), new Extension(-2, data));
  assert.deepEqual(decode(Uint8Array.of(0x81, 1, 2)), { 1: 2 });
  assert.throws(() => decode(Uint8Array.of(0x81, 0xc0, 2)), /neither a text nor a number/);
  assert.throws(() => decode(Uint8Array.of(0xa1, 0xff)), /no UTF-8/);
  assert.throws(() => decode(Uint8Array.of(0xc1)), /begins no value/);
  const map = decode(encode(JSON.parse('{"__proto__": {"polluted": 1}}')));
  assert.equal(map.polluted, undefined);
  assert.deepEqual(Object.keys(map), ['__proto__']);
  assert.throws(() => encode(() => 0), TypeError);
  assert.deepEqual(decode(encode({ a: undefined, b: 1 })), { b: 1 });
});
