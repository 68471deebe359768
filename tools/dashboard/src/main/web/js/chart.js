// The chart's panel: history and live candles, timeframe, points, indicators, annotations.
import { Annotations } from './annotations.js';
import { Candles } from './candles.js';
import { choice, h, isOnPage, panel, setText } from './dom.js';
import { direction, number, percent, short, signed, time } from './format.js';
import { bollinger, ema, rsi, sma, vwap } from './indicators.js';
import { pricePlot, strengthPlot } from './plot.js';
import { saved, save } from './saved.js';
import { onTheme } from './theme.js';
import { annotationBox } from './annotation-box.js';

const SECONDS = { '1s': 1, '1m': 60, '5m': 300, '15m': 900, '1h': 3_600, '1d': 86_400 };
const POINTS = [60, 120, 300];
const INDICATORS = [
  ['sma', 'SMA 20'],
  ['ema', 'EMA 50'],
  ['bands', 'Bollinger'],
  ['vwap', 'VWAP'],
  ['rsi', 'RSI 14'],
];
const STRENGTH_HEIGHT = 92;
const EVERY_MS = 125;
/** Such a part of the window is what a turn of the wheel moves it by. */
const WHEEL_PART = 12;

export function chartPanel(store, frames, link) {
  const candles = new Candles();
  const annotations = new Annotations();
  const shown = new Set(saved('indicators', ['sma', 'ema']));
  const { selected } = store;
  selected.interval = saved('interval', selected.interval);
  selected.points = saved('points', selected.points);

  const readout = h('p', { class: 'readout num' });
  const note = h('p', { class: 'empty', hidden: true });
  const main = h('div', { class: 'plot', role: 'img' });
  const lower = h('div', { class: 'plot lower', role: 'img', 'aria-label': 'Relative strength index' });
  const area = h('div', { class: 'plots' }, main, lower, note);
  const box = annotationBox(store, annotations, () => frames.mark('chart'));
  const view = {
    digits: () => store.digits(selected.symbol),
    annotations: () => annotations.of(selected.symbol),
    seconds: () => SECONDS[selected.interval],
  };
  const older = h('button', { type: 'button', class: 'chip', text: 'Older', onclick: () => scroll(stepped()) });
  const newer = h('button', { type: 'button', class: 'chip', text: 'Newer', onclick: () => scroll(-stepped()) });
  const price = pricePlot(main, view, place => box.pick(place));
  const strength = strengthPlot(lower, view);

  const element = panel(
    'chart',
    'Chart',
    [
      h('span', { class: 'chart-name' }),
      intervals(link),
      choice(
        'Candles shown',
        POINTS.map(points => [String(points), `${points} points`]),
        String(selected.points),
        value => {
          selected.points = Number(value);
          save('points', selected.points);
          frames.mark('chart');
        },
      ),
    ],
    h(
      'div',
      { class: 'chart-tools', role: 'group', 'aria-label': 'Indicators' },
      ...INDICATORS.map(([key, text]) => toggle(key, text)),
      box.button,
      older,
      newer,
    ),
    box.element,
    readout,
    area,
  );

  function toggle(key, text) {
    return h('button', {
      type: 'button',
      class: `chip ${key}`,
      'aria-pressed': String(shown.has(key)),
      text,
      onclick: event => {
        shown[shown.has(key) ? 'delete' : 'add'](key);
        event.currentTarget.setAttribute('aria-pressed', String(shown.has(key)));
        save('indicators', [...shown]);
        resize();
      },
    });
  }

  function stepped() {
    return Math.ceil(selected.points / 2);
  }

  /** Show older candles, or newer ones; those that are not here yet come from the server. */
  async function scroll(by) {
    if (by > candles.before(selected.points) && !candles.isFull && candles.length > 0) {
      await link.loadOlder(candles.times[0] * 1_000);
    }
    candles.move(by, selected.points);
    frames.mark('chart');
  }

  function columns() {
    const all = candles.last(candles.length);
    const [, , high, low, close, volume] = all;
    const off = close.map(() => null);
    const bands = shown.has('bands') ? bollinger(close, 20, 2) : [off, off];
    const lines = [
      shown.has('sma') ? sma(close, 20) : off,
      shown.has('ema') ? ema(close, 50) : off,
      ...bands,
      shown.has('vwap') ? vwap({ high, low, close, volume }) : off,
    ];
    const from = candles.before(selected.points);
    return { data: [...all, ...lines].map(column => column.slice(from)), strength: rsi(close, 14).slice(from) };
  }

  function draw() {
    const { data, strength: index } = columns();
    price.setData(data);
    if (shown.has('rsi')) {
      strength.setData([data[0], index]);
    }
    element.dataset.candles = data[0].length;
    element.dataset.first = data[0][0] ?? '';
    older.disabled = candles.before(selected.points) === 0 && (candles.isFull || !link.hasOlder);
    newer.disabled = candles.back === 0;
    tell(data, price.cursor.idx ?? data[0].length - 1);
  }

  function tell(data, at) {
    const digits = store.digits(selected.symbol);
    const [times, open, high, low, close, volume] = data.map(column => column[at]);
    setText(element.querySelector('.chart-name'), `${selected.symbol ?? ''} ${selected.venue ?? ''}`.trim());
    if (times === undefined) {
      readout.textContent = '';
      return;
    }
    const change = (close / open - 1) * 100;
    const values = [
      ['', time(times * 1_000)],
      ['O', number(open, digits)],
      ['H', number(high, digits)],
      ['L', number(low, digits)],
      ['C', number(close, digits)],
      ['', signed(close - open, digits)],
      ['', percent(change)],
      ['Vol', short(volume)],
    ];
    setText(readout, values.map(([name, value]) => `${name} ${value}`.trim()).join('   '));
    readout.dataset.direction = direction(change);
    main.setAttribute(
      'aria-label',
      `Candles of ${selected.symbol} at ${selected.venue}, ${data[0].length} of ` +
        `${selected.interval}; the last closed at ${number(data[4].at(-1), digits)}`,
    );
  }

  function resize() {
    const hasStrength = shown.has('rsi');
    lower.hidden = !hasStrength;
    const { clientWidth: width, clientHeight: height } = area;
    if (width > 0 && height > 0) {
      price.setSize({ width, height: Math.max(120, height - (hasStrength ? STRENGTH_HEIGHT : 0)) });
      strength.setSize({ width, height: STRENGTH_HEIGHT });
    }
    frames.mark('chart');
  }

  new ResizeObserver(resize).observe(area);
  onTheme(() => {
    price.redraw(false);
    strength.redraw(false);
  });
  main.addEventListener('pointermove', () => frames.mark('chart'));
  main.addEventListener(
    'wheel',
    event => {
      event.preventDefault();
      scroll(-Math.sign(event.deltaY) * Math.ceil(selected.points / WHEEL_PART));
    },
    { passive: false },
  );
  link.onCandle(({ candles: past, older: before, candle, error }) => {
    if (before) {
      before.forEach(one => candles.put(one));
    } else if (past) {
      candles.clear();
      past.forEach(one => candles.put(one));
      note.hidden = !error;
      note.textContent = error ?? '';
    } else {
      candles.put(candle);
    }
    frames.mark('chart');
  });
  frames.add(['chart', 'symbols', 'selected'], draw, { every: EVERY_MS, when: () => isOnPage(element) });
  return element;
}

function intervals(link) {
  const group = h('div', { class: 'segments', role: 'group', 'aria-label': 'Timeframe' });
  const show = interval => {
    for (const button of group.children) {
      button.setAttribute('aria-pressed', String(button.value === interval));
    }
  };
  group.append(
    ...Object.keys(SECONDS).map(interval =>
      h('button', {
        type: 'button',
        value: interval,
        text: interval,
        onclick: () => {
          save('interval', interval);
          link.focus({ interval });
          show(interval);
        },
      }),
    ),
  );
  show(saved('interval', '1m'));
  return group;
}
