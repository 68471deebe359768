// What is told apart from prices: signals, opportunities between venues, liquidations.
import { h, isOnPage, panel, setText, table } from './dom.js';
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
  return listPanel(store, frames, {
    tools: [neutral],
    id: 'signals',
    name: 'Signals',
    topic: 'signals',
    isOfSymbol: () => store.isWide,
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
  return listPanel(store, frames, {
    id: 'arbitrage',
    name: 'Arbitrage',
    topic: 'arbitrage',
    isOfSymbol: () => store.isVast,
    empty: 'No gap between venues is wider than their fees',
    columns: [['Symbol, since', 'text'], ['bp'], ['Buy at'], ['Sell at'], ['Size']],
    classes: ['text num two', 'num spread', 'num two', 'num two', 'num'],
    entries: () => [...store.arbitrage.values()].reverse().sort((one, other) => other.isOpen - one.isOpen),
    cells: one => [
      `${one.symbol}\n${time(one.since)}`,
      signed(one.spread_bps, 2),
      `${number(one.buy_price, store.digits(one.symbol))}\n${one.buy_venue}`,
      `${number(one.sell_price, store.digits(one.symbol))}\n${one.sell_venue}`,
      one.isOpen ? number(one.quantity, store.sizeDigits(one.symbol)) : 'closed',
    ],
    rowName: one => (one.isOpen ? 'open' : 'closed'),
  });
}

export function liquidationPanel(store, frames) {
  return listPanel(store, frames, {
    id: 'liquidations',
    name: 'Liquidations',
    topic: 'liquidations',
    isOfSymbol: () => store.isWide,
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

function listPanel(
  store,
  frames,
  { id, name, topic, isOfSymbol, empty, columns, classes, entries, cells, rowName, tools = [] },
) {
  const { element: grid, body } = table(name, columns);
  const show = rowList(body, classes);
  const note = emptyNote(empty);
  const element = panel(id, name, tools, grid, note.element);
  const heading = element.querySelector('h2');
  frames.add(
    [topic, 'symbols', 'selected'],
    () => {
      setText(heading, isOfSymbol() ? `${name} of ${store.selected.symbol}` : name);
      const all = entries();
      note.show(all.length === 0);
      show(all.slice(0, SHOWN), cells, rowName);
    },
    { every: EVERY_MS, when: () => isOnPage(element) },
  );
  return element;
}
