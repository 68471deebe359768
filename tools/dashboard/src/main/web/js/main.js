// Puts the page together.
import { accountView } from './account-view.js';
import { alertsView } from './alerts-view.js';
import { chartPanel } from './chart.js';
import { h } from './dom.js';
import { arbitragePanel, liquidationPanel, signalPanel } from './events.js';
import { Frames } from './frames.js';
import { header, VIEWS } from './header.js';
import { listenToKeys } from './keys.js';
import { ladder } from './ladder.js';
import { Link } from './link.js';
import { replayView } from './replay-view.js';
import { saved, save } from './saved.js';
import { serverView } from './server-view.js';
import { Store } from './store.js';
import { beginTheme, toggleTheme } from './theme.js';
import { tradeFeed } from './trades.js';
import { watchlist } from './watchlist.js';

const SECOND_MS = 1_000;

beginTheme();
const frames = new Frames();
const store = new Store(frames);
Object.assign(store.selected, saved('selected', {}));
const link = new Link(store);
const top = header(store, frames, link);
const alerts = alertsView(store, frames, link);
const server = serverView(store, frames, link);
const account = accountView(store, frames, link);
const replay = replayView(store, frames, link, show);
const market = h(
  'div',
  { class: 'view market', id: 'view-market' },
  watchlist(store, frames, link),
  chartPanel(store, frames, link),
  ladder(store, frames, link),
  tradeFeed(store, frames),
  h(
    'div',
    { class: 'events' },
    arbitragePanel(store, frames),
    signalPanel(store, frames),
    liquidationPanel(store, frames),
  ),
);
const views = { market: { element: market }, alerts, server, account, replay };

function show(view) {
  location.hash = `#${view}`;
}

function route() {
  const asked = location.hash.slice(1);
  const name = asked in views ? asked : 'market';
  for (const [key, { element }] of Object.entries(views)) {
    element.hidden = key !== name;
  }
  top.showView(name);
  views[name].shown?.();
  frames.markAll();
}

function select(offset) {
  const { symbols, selected } = store;
  const at = symbols.findIndex(({ symbol }) => symbol === selected.symbol);
  const next = symbols[(at + offset + symbols.length) % symbols.length];
  if (next) {
    link.focus({
      symbol: next.symbol,
      venue: next.venues.includes(selected.venue) ? selected.venue : next.venues[0],
    });
  }
}

document.body.append(
  h('a', {
    class: 'skip',
    href: '#main',
    text: 'To the content',
    onclick: event => {
      event.preventDefault();
      document.getElementById('main').focus();
    },
  }),
  top.element,
  replay.bar,
  top.notice,
  h(
    'main',
    { id: 'main', tabindex: '-1' },
    h('h1', { class: 'unseen', text: 'Tickwire' }),
    ...Object.values(views).map(({ element }) => element),
  ),
  h(
    'footer',
    { class: 'foot muted' },
    h('span', { text: 'Keys: ' }),
    h('kbd', { text: 'j' }),
    ' ',
    h('kbd', { text: 'k' }),
    ' symbol  ',
    h('kbd', { text: '1' }),
    '\u2013',
    h('kbd', { text: '5' }),
    ' view  ',
    h('kbd', { text: '/' }),
    ' filter  ',
    h('kbd', { text: 't' }),
    ' theme   ',
    h('a', { href: '/schema/', text: 'Protocol' }),
    ' ',
    h('a', { href: '/api/symbols', text: 'Symbols' }),
    ' ',
    h('a', { href: '/metrics', text: 'Metrics' }),
  ),
  alerts.toasts,
);

listenToKeys({
  j: () => select(1),
  k: () => select(-1),
  t: toggleTheme,
  '/': () => {
    show('market');
    document.getElementById('filter').focus();
  },
  ...Object.fromEntries(VIEWS.map(([view], i) => [String(i + 1), () => show(view)])),
});
frames.add(['selected'], () => save('selected', { symbol: store.selected.symbol, venue: store.selected.venue }));
addEventListener('hashchange', route);
setInterval(() => frames.mark('second'), SECOND_MS);
route();
link.start();
// For a console: what the page knows, and how it draws.
globalThis.tickwire = { store, frames };
