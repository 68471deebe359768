// All symbols: the price, how it has changed in 24 h, and whether it can be trusted.
import { h, panel, setClass, setText } from './dom.js';
import { direction, number, percent, short } from './format.js';
import { QUIET_MS } from './store.js';

export function watchlist(store, frames, link) {
  const filter = h('input', {
    type: 'search',
    placeholder: 'Filter',
    'aria-label': 'Filter symbols',
    id: 'filter',
    oninput: () => frames.mark('symbols'),
  });
  const list = h('ul', { class: 'watch', 'aria-label': 'Symbols' });
  const rows = new Map();
  const element = panel('watchlist', 'Markets', [filter], list);

  function row(symbol) {
    let found = rows.get(symbol);
    if (!found) {
      const parts = {
        name: h('span', { class: 'name', text: symbol }),
        price: h('span', { class: 'price num' }),
        change: h('span', { class: 'change num' }),
        volume: h('span', { class: 'volume num muted' }),
        state: h('span', { class: 'state' }),
      };
      const button = h(
        'button',
        {
          type: 'button',
          'data-symbol': symbol,
          onclick: () => link.focus({ symbol, venue: venueOf(symbol) }),
        },
        parts.name,
        parts.price,
        parts.volume,
        parts.state,
        parts.change,
      );
      found = { ...parts, button, item: h('li', {}, button) };
      rows.set(symbol, found);
      list.append(found.item);
    }
    return found;
  }

  function venueOf(symbol) {
    const venues = store.info(symbol)?.venues ?? [];
    return venues.includes(store.selected.venue) ? store.selected.venue : venues[0];
  }

  function arrange() {
    const wanted = filter.value.trim().toUpperCase();
    const names = new Set(store.symbols.map(({ symbol }) => symbol));
    for (const [symbol, found] of rows) {
      if (!names.has(symbol)) {
        found.item.remove();
        rows.delete(symbol);
      }
    }
    for (const { symbol } of store.symbols) {
      row(symbol).item.hidden = wanted !== '' && !symbol.toUpperCase().includes(wanted);
    }
  }

  function draw() {
    const now = performance.now();
    for (const { symbol } of store.symbols) {
      const found = row(symbol);
      if (!found.item.hidden) {
        show(found, symbol, store.prices.get(symbol), now);
      }
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

  frames.add(['symbols'], arrange);
  frames.add(['prices', 'symbols', 'selected', 'second'], draw);
  return element;
}
