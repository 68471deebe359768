// The order book as a ladder, with the depth that has come together up to each level.
import { choice, h, isOnPage, panel, setClass, setOptions, setText } from './dom.js';
import { NOTHING, number } from './format.js';

const LEVELS = 20;
const ROW_HEIGHT = 21;

function level(one) {
  return Array.isArray(one) ? one : [one.price, one.quantity];
}

export function ladder(store, frames, link) {
  const venues = choice('Venue', [], '', venue => link.focus({ venue }));
  const asks = side('asks', 'Asks');
  const bids = side('bids', 'Bids');
  const middle = h('p', { class: 'middle num' });
  const state = h('p', { class: 'book-state', role: 'status' });
  const head = h(
    'div',
    { class: 'ladder-head muted', 'aria-hidden': 'true' },
    h('span', { text: 'Price' }),
    h('span', { text: 'Size' }),
    h('span', { text: 'Total' }),
  );
  const element = panel('book', 'Order book', [venues], head, asks.element, middle, bids.element, state);

  let levels = 10;

  function draw() {
    const { symbol, venue } = store.selected;
    setOptions(venues, store.info(symbol)?.venues ?? []);
    if (venue && venues.value !== venue) {
      venues.value = venue;
    }
    const book = link.book();
    const reason = store.staleReason(symbol, venue) ?? (book && book.status !== 'live' ? book.status : null);
    setClass(element, `panel book ${reason ? 'old' : ''}`);
    setText(state, reason ? `Stale: ${reason}` : '');
    const best = {
      bids: (book?.bids ?? []).slice(0, levels).map(level),
      asks: (book?.asks ?? []).slice(0, levels).map(level),
    };
    const deepest = Math.max(total(best.bids), total(best.asks));
    show(asks.rows, best.asks, deepest, true);
    show(bids.rows, best.bids, deepest, false);
    setText(middle, between(best, symbol));
  }

  function between({ bids: [bid], asks: [ask] }, symbol) {
    if (!bid || !ask) {
      return NOTHING;
    }
    const spread = ask[0] - bid[0];
    const middlePrice = (ask[0] + bid[0]) / 2;
    return (
      `${number(middlePrice, store.digits(symbol) + 1)}   spread ${number(spread, store.digits(symbol))} · ` +
      `${number((spread / middlePrice) * 10_000, 2)} bp`
    );
  }

  /** The best ask stands lowest of the asks, the best bid highest of the bids. */
  function show(rows, shown, deepest, isReversed) {
    const digits = store.digits(store.selected.symbol);
    const sizeDigits = store.sizeDigits(store.selected.symbol);
    let sum = 0;
    for (let i = 0; i < LEVELS; i++) {
      const row = rows[isReversed ? LEVELS - 1 - i : i];
      const one = shown[i];
      sum += one ? one[1] : 0;
      setText(row.price, one ? number(one[0], digits) : '');
      setText(row.size, one ? number(one[1], sizeDigits) : '');
      setText(row.total, one ? number(sum, sizeDigits) : '');
      const part = (one && deepest > 0 ? sum / deepest : 0).toFixed(3);
      if (row.part !== part) {
        row.part = part;
        row.bar.style.transform = `scaleX(${part})`;
      }
    }
  }

  // As many levels as there is room for, whole.
  new ResizeObserver(() => {
    const fitting = Math.max(5, Math.floor(asks.element.clientHeight / ROW_HEIGHT));
    if (fitting !== levels) {
      levels = fitting;
      frames.mark('book');
    }
  }).observe(asks.element);
  frames.add(['book', 'selected', 'symbols'], draw, { when: () => isOnPage(element) });
  return element;
}

function total(levels) {
  return levels.reduce((sum, [, size]) => sum + size, 0);
}

function side(name, label) {
  const rows = [];
  const element = h('div', { class: `side ${name}`, role: 'table', 'aria-label': label });
  for (let i = 0; i < LEVELS; i++) {
    const cell = type => h('span', { role: 'cell', class: `num ${type}` });
    const row = {
      price: cell('price'),
      size: cell('size'),
      total: cell('total'),
      bar: h('i', { class: 'bar', 'aria-hidden': 'true' }),
      part: '',
    };
    element.append(h('div', { class: 'level', role: 'row' }, row.bar, row.price, row.size, row.total));
    rows.push(row);
  }
  return { element, rows };
}
