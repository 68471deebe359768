// What is told apart from prices: signals, opportunities between venues, liquidations.
import { h, isOnPage, panel, table } from './dom.js';
import { number, signed, time, title } from './format.js';
import { emptyNote, rowList } from './rows.js';
import { saved, save } from './saved.js';

const SHOWN = 40;
const EVERY_MS = 200;
const SIGNALS = { buy: 'up', sell: 'down' };

export function signalPanel(store, frames) {
  let hasNeutral = saved('neutral', false);
  const neutral = h('button', {
    type: 'button',
    class: 'chip',
    text: 'Neutral',
    'aria-pressed': String(hasNeutral),
    onclick: () => {
      hasNeutral = !hasNeutral;
      save('neutral', hasNeutral);
      neutral.setAttribute('aria-pressed', String(hasNeutral));
      frames.mark('signals');
    },
  });
  return listPanel(frames, {
    tools: [neutral],
    id: 'signals',
    name: 'Signals',
    topic: 'signals',
    empty: 'No buy or sell yet: indicators need some closed candles first',
    columns: [['Time', 'text'], ['Symbol', 'text'], ['Indicator', 'text'], ['Signal', 'text'], ['Value'], ['Sure']],
    classes: ['text muted num', 'text', 'text', 'text side', 'num', 'num'],
    entries: () => (hasNeutral ? store.signals : store.signals.filter(one => one.signal !== 'neutral')),
    cells: one => [
      time(one.timestamp),
      `${one.symbol} ${one.venue}`,
      one.indicator,
      title(one.signal),
      number(one.value, 4),
      one.confidence === null ? '' : `${number(one.confidence * 100, 0)}\u00a0%`,
    ],
    rowName: one => SIGNALS[one.signal] ?? '',
  });
}

export function arbitragePanel(store, frames) {
  return listPanel(frames, {
    id: 'arbitrage',
    name: 'Arbitrage',
    topic: 'arbitrage',
    empty: 'No gap between venues is wider than their fees',
    columns: [['Since', 'text'], ['Symbol', 'text'], ['bp'], ['Buy'], ['Sell'], ['Size']],
    classes: ['text muted num', 'text', 'num spread', 'num', 'num', 'num'],
    entries: () => [...store.arbitrage.values()].reverse().sort((one, other) => other.isOpen - one.isOpen),
    cells: one => [
      time(one.since),
      one.symbol,
      signed(one.spread_bps, 2),
      `${one.buy_venue} ${number(one.buy_price, store.digits(one.symbol))}`,
      `${one.sell_venue} ${number(one.sell_price, store.digits(one.symbol))}`,
      one.isOpen ? number(one.quantity, store.sizeDigits(one.symbol)) : 'closed',
    ],
    rowName: one => (one.isOpen ? 'open' : 'closed'),
  });
}

export function liquidationPanel(store, frames) {
  return listPanel(frames, {
    id: 'liquidations',
    name: 'Liquidations',
    topic: 'liquidations',
    empty: 'None yet',
    columns: [['Time', 'text'], ['Symbol', 'text'], ['Side', 'text'], ['Price'], ['Size']],
    classes: ['text muted num', 'text', 'text side', 'num', 'num'],
    entries: () => store.liquidations,
    cells: one => [
      time(one.timestamp),
      `${one.symbol} ${one.venue}`,
      one.side ?? '',
      number(one.price, store.digits(one.symbol)),
      number(one.quantity, store.sizeDigits(one.symbol)),
    ],
    rowName: one => SIGNALS[one.side] ?? '',
  });
}

function listPanel(frames, { id, name, topic, empty, columns, classes, entries, cells, rowName, tools = [] }) {
  const { element: grid, body } = table(name, columns);
  const show = rowList(body, classes);
  const note = emptyNote(empty);
  const element = panel(id, name, tools, grid, note.element);
  frames.add(
    [topic, 'symbols'],
    () => {
      const all = entries();
      note.show(all.length === 0);
      show(all.slice(0, SHOWN), cells, rowName);
    },
    { every: EVERY_MS, when: () => isOnPage(element) },
  );
  return element;
}
