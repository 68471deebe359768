// All symbols: the price, how it has changed in 24 h, and whether it can be trusted. There may be thousands: a row is
// filled when it is first seen, and only those that are seen are drawn and, of a large market, asked for. It is as high
// before as after it, or rows that are filled would push others out of sight.
import { h, isOnPage, panel, setClass, setText } from './dom.js';
import { direction, number, percent, short } from './format.js';
import { QUIET_MS } from './store.js';

/** Rows beyond the edges that are taken for seen, so that they are there when one scrolls. */
const MARGIN = '100px';
/** A connection has 100 subscriptions, and while one scrolls those of the last place and of the next. */
const MOST_WATCHED = 40;
/** Rows that a filter leaves first are there at once: Tab may come before the browser has said what is seen. */
const FILLED_AT_ONCE = 20;
const SETTLED_MS = 150;

export function watchlist(store, frames, link) {
  const filter = h('input', {
    type: 'search',
    placeholder: 'Filter',
    'aria-label': 'Filter symbols',
    id: 'filter',
    oninput: narrow,
    onkeydown: event => event.key === 'Enter' && focus(matches()[0]),
  });
  const list = h('ul', { class: 'watch', 'aria-label': 'Symbols' });
  const rows = new Map();
  const seen = new Set();
  const eye = new IntersectionObserver(look, { root: list, rootMargin: MARGIN });
  let settling = 0;
  let revealed = null;
  const element = panel('watchlist', 'Markets', [filter], list);

  function row(symbol) {
    let found = rows.get(symbol);
    if (!found) {
      found = { item: h('li', { 'data-row': symbol }), button: null };
      rows.set(symbol, found);
      list.append(found.item);
      eye.observe(found.item);
    }
    return found;
  }

  function fill(found, symbol) {
    if (found.button) {
      return;
    }
    Object.assign(found, {
      price: h('span', { class: 'price num' }),
      change: h('span', { class: 'change num' }),
      volume: h('span', { class: 'volume num muted' }),
      state: h('span', { class: 'state' }),
    });
    found.button = h(
      'button',
      {
        type: 'button',
        'data-symbol': symbol,
        onclick: () => focus(symbol),
      },
      h('span', { class: 'name', text: symbol }),
      found.price,
      found.volume,
      found.state,
      found.change,
    );
    found.item.append(found.button);
  }

  /** The browser says which rows came into sight or went out of it. */
  function look(entries) {
    for (const { target, isIntersecting } of entries) {
      const symbol = target.dataset.row;
      const found = rows.get(symbol);
      if (!isIntersecting || !found) {
        seen.delete(symbol);
        continue;
      }
      seen.add(symbol);
      fill(found, symbol);
    }
    clearTimeout(settling);
    settling = setTimeout(() => link.watch('list', [...seen].slice(0, MOST_WATCHED)), SETTLED_MS);
    frames.mark('prices');
  }

  function venueOf(symbol) {
    const venues = store.info(symbol)?.venues ?? [];
    return venues.includes(store.selected.venue) ? store.selected.venue : venues[0];
  }

  function focus(symbol) {
    if (symbol) {
      link.focus({ symbol, venue: venueOf(symbol) });
    }
  }

  /** What the filter leaves, in order. */
  function matches() {
    const wanted = filter.value.trim().toUpperCase();
    return store.symbols.map(({ symbol }) => symbol).filter(symbol => symbol.toUpperCase().includes(wanted));
  }

  /** Not with the next frame: keys that follow are of what is left. */
  function narrow() {
    for (const symbol of arrange().slice(0, FILLED_AT_ONCE)) {
      fill(rows.get(symbol), symbol);
    }
  }

  /** Have a row for each symbol, and show those that the filter leaves, which are answered. */
  function arrange() {
    const left = matches();
    const shown = new Set(left);
    const names = new Set(store.symbols.map(({ symbol }) => symbol));
    for (const [symbol, found] of rows) {
      if (!names.has(symbol)) {
        eye.unobserve(found.item);
        found.item.remove();
        rows.delete(symbol);
        seen.delete(symbol);
      }
    }
    for (const { symbol } of store.symbols) {
      row(symbol).item.hidden = !shown.has(symbol);
    }
    return left;
  }

  function draw() {
    const now = performance.now();
    for (const symbol of seen) {
      show(rows.get(symbol), symbol, store.prices.get(symbol), now);
    }
  }

  function show(found, symbol, entry, now) {
    const isSelected = symbol === store.selected.symbol;
    found.button.ariaPressed = String(isSelected);
    if (!entry) {
      return;
    }
    const quote = store.quote(symbol);
    const reason = store.staleReason(symbol);
    const isOld = reason !== null || now - entry.at > QUIET_MS;
    setText(found.price, number(quote.price, store.digits(symbol)));
    setText(found.change, percent(quote.change_24h));
    setClass(found.change, `change num ${direction(quote.change_24h)}`);
    setText(found.volume, volume(entry));
    setText(found.state, isOld ? (reason ? 'stale' : 'quiet') : '');
    setClass(found.button, isOld ? 'old' : '');
  }

  function volume(entry) {
    let sum = 0;
    for (const { volume_24h: one } of entry.venues.values()) {
      sum += one ?? 0;
    }
    return `Vol ${short(sum)}`;
  }

  /** By the keys j and k one gets where the list is not. */
  function reveal() {
    const found = rows.get(store.selected.symbol);
    if (found && revealed !== store.selected.symbol) {
      revealed = store.selected.symbol;
      found.item.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
  }

  frames.add(['symbols'], arrange);
  frames.add(['selected'], reveal, { when: () => isOnPage(element) });
  frames.add(['prices', 'symbols', 'selected', 'second'], draw);
  return element;
}
