// What needs no browser: indicators, candles, histogram, alert rules, and the contrast of all colours.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'node:test';

const WEB = process.env.DASHBOARD_WEB;
const load = name => import(pathToFileURL(join(WEB, 'js', name)));
const AA_TEXT = 4.5;
const AA_GRAPHICS = 3;

test('indicators are what their definitions say', async () => {
  const { bollinger, ema, rsi, sma, vwap } = await load('indicators.js');
  const values = [
    44.34, 44.09, 44.15, 43.61, 44.33, 44.83, 45.1, 45.42, 45.84, 46.08, 45.89, 46.03, 45.61, 46.28, 46.28, 46, 46.03,
  ];
  assert.deepEqual(sma([1, 2, 3, 4], 2), [null, 1.5, 2.5, 3.5]);
  assert.deepEqual(
    ema([1, 2, 3, 4], 2).map(one => one && Number(one.toFixed(4))),
    [null, 1.5, 2.5, 3.5],
  );
  assert.deepEqual(vwap({ high: [2, 4], low: [0, 2], close: [1, 3], volume: [1, 3] }), [1, 2.5]);
  const [upper, lower] = bollinger(values, 5, 2);
  const window = values.slice(-5);
  const mean = window.reduce((sum, one) => sum + one) / 5;
  const deviation = Math.sqrt(window.reduce((sum, one) => sum + (one - mean) ** 2, 0) / 5);
  assert.ok(
    Math.abs(upper.at(-1) - mean - 2 * deviation) < 1e-9 && Math.abs(mean - lower.at(-1) - 2 * deviation) < 1e-9,
  );
  const strength = rsi(values, 14);
  assert.equal(strength[13], null);
  assert.ok(Math.abs(strength[14] - 70.46) < 0.05, String(strength[14]));
  assert.equal(rsi([1, 1, 1], 2)[2], 50);
});

test('candles stand in the order of their times, each once', async () => {
  const { Candles } = await load('candles.js');
  const candles = new Candles();
  const candle = (seconds, close) => ({ timestamp: seconds * 1_000, open: 1, high: 2, low: 0, close, volume: 1 });
  [60, 180, 120, 180, 240].forEach((seconds, i) => candles.put(candle(seconds, i)));
  assert.deepEqual(candles.last(10)[0], [60, 120, 180, 240]);
  assert.deepEqual(candles.last(2)[4], [3, 4]);
  for (let i = 0; i < 7_000; i++) {
    candles.put(candle(300 + i, i));
  }
  assert.equal(candles.length, 6_000);
  assert.ok(candles.isFull);
});

test('a window on candles moves to older ones, and stands still while newer ones come', async () => {
  const { Candles } = await load('candles.js');
  const candles = new Candles();
  const put = seconds => candles.put({ timestamp: seconds * 1_000, open: 1, high: 2, low: 0, close: 1, volume: 1 });
  for (let i = 100; i < 200; i++) {
    put(i);
  }
  const shown = () => [candles.last(10)[0][0], candles.last(10)[0].at(-1)];
  assert.deepEqual(shown(), [190, 199]);
  candles.move(5, 10);
  assert.deepEqual(shown(), [185, 194]);
  [199, 200, 201].forEach(put);
  assert.deepEqual(shown(), [185, 194]);
  candles.move(1_000, 10);
  assert.deepEqual(shown(), [100, 109]);
  assert.equal(candles.before(10), 0);
  for (let i = 50; i < 100; i++) {
    put(i);
  }
  assert.deepEqual(shown(), [100, 109]);
  assert.equal(candles.before(10), 50);
  candles.move(20, 10);
  assert.deepEqual(shown(), [80, 89]);
  candles.move(-1_000, 10);
  assert.deepEqual(shown(), [192, 201]);
  candles.move(3, 10);
  candles.clear();
  assert.equal(candles.back, 0);
});

test('a histogram keeps quantiles within its buckets', async () => {
  const { Histogram } = await load('histogram.js');
  const histogram = new Histogram();
  assert.equal(histogram.quantile(0.5), null);
  for (let us = 1; us <= 10_000; us++) {
    histogram.record(us);
  }
  [-1, NaN, undefined].forEach(none => histogram.record(none));
  assert.equal(histogram.total, 10_000);
  for (const part of [0.5, 0.9, 0.99]) {
    const off = histogram.quantile(part) / (part * 10_000);
    assert.ok(off >= 1 && off <= 2 ** (1 / 8) + 1e-9, `${part}: ${off}`);
  }
});

test('a rule fires once, and again when it is armed', async () => {
  const { Alerts } = await load('alerts.js');
  const fired = [];
  const alerts = new Alerts(
    event => fired.push(event),
    () => {},
  );
  alerts.add({ symbol: 'A', kind: 'above', value: 10 });
  alerts.add({ symbol: 'A', kind: 'spread', value: 50 });
  const tell = (price, bid, ask, symbol = 'A') => alerts.onPrice({ symbol, venue: 'v', price, bid, ask, timestamp: 1 });
  tell(9, 8.99, 9.01);
  tell(11, 11, 11.01, 'B');
  assert.equal(fired.length, 0);
  tell(10, 9.99, 10.01);
  tell(11, 10.99, 11.01);
  assert.deepEqual(
    fired.map(({ rule, value }) => [rule.kind, value]),
    [['above', 10]],
  );
  alerts.arm(fired[0].rule.id);
  tell(12, null, null);
  tell(9, 9, 9.1);
  assert.deepEqual(
    fired.map(({ rule }) => rule.kind),
    ['above', 'above', 'spread'],
  );
});

test('every colour has the contrast of WCAG AA on each of its grounds', () => {
  const sheet = readFileSync(join(WEB, 'css', 'base.css'), 'utf8');
  const themes = [...sheet.matchAll(/:root[^{]*\{([^}]*)\}/g)].map(([, body]) =>
    Object.fromEntries([...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]+)/g)].map(([, name, value]) => [name, value])),
  );
  assert.equal(themes.length, 2);
  for (const theme of themes) {
    for (const ground of ['ground', 'panel', 'raised']) {
      for (const text of ['text', 'muted', 'accent', 'up', 'down', 'warn']) {
        assert.ok(
          contrast(theme[text], theme[ground]) >= AA_TEXT,
          `${text} on ${ground}: ${contrast(theme[text], theme[ground])}`,
        );
      }
    }
    assert.ok(contrast(theme['on-accent'], theme.accent) >= AA_TEXT);
    for (const line of ['line-1', 'line-2', 'line-3', 'line-4']) {
      assert.ok(contrast(theme[line], theme.panel) >= AA_GRAPHICS, line);
    }
  }
});

function contrast(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex) {
  const full = hex.length === 4 ? hex.replace(/[0-9a-f]/g, '$&$&') : hex;
  const [r, g, b] = [1, 3, 5]
    .map(at => parseInt(full.slice(at, at + 2), 16) / 255)
    .map(part => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
