// The line above everything: where one is, and how the connection is.
import { h, setClass, setText } from './dom.js';
import { percent, number, span } from './format.js';
import { SILENT_MS } from './store.js';
import { isLight, onTheme, toggleTheme } from './theme.js';

export const VIEWS = [
  ['market', 'Market'],
  ['alerts', 'Alerts'],
  ['server', 'Server'],
  ['account', 'Account'],
  ['replay', 'Replay'],
];

export function header(store, frames, link) {
  const dot = h('i', { class: 'dot', 'aria-hidden': 'true' });
  const text = h('span', { class: 'text' });
  const latency = h('span', { class: 'num muted latency' });
  const connection = h('p', { class: 'connection', id: 'connection', role: 'status' }, dot, text, latency);
  const error = h('p', { class: 'notice', id: 'notice', role: 'status', hidden: true });
  const tabs = h(
    'nav',
    { class: 'tabs', 'aria-label': 'Views' },
    ...VIEWS.map(([key, name]) => h('a', { href: `#${key}`, text: name })),
  );
  const theme = h('button', { type: 'button', class: 'plain theme', id: 'theme', onclick: toggleTheme });
  const quote = h(
    'p',
    { class: 'quote', id: 'quote' },
    h('strong'),
    h('span', { class: 'num last' }),
    h('span', { class: 'num change' }),
    h('span', { class: 'num muted range' }),
  );
  const element = h(
    'header',
    { class: 'top' },
    h('a', { class: 'brand', href: '#market', text: 'Tickwire' }),
    tabs,
    quote,
    connection,
    theme,
  );

  const labelTheme = () => {
    theme.textContent = isLight() ? 'Dark' : 'Light';
    theme.setAttribute('aria-label', `Use the ${isLight() ? 'dark' : 'light'} theme`);
  };
  labelTheme();
  onTheme(labelTheme);

  function drawConnection() {
    const { connection: now } = store;
    const isSilent =
      now.state === 'open' &&
      !link.isReplay &&
      store.lastDataMs > 0 &&
      performance.now() - store.lastDataMs > SILENT_MS;
    setClass(connection, `connection ${isSilent ? 'silent' : now.state}`);
    setText(text, isSilent ? 'Feed stopped' : link.isReplay && now.state === 'open' ? 'Replay' : now.text);
    const ms = link.client?.getMetrics().latency;
    setText(latency, now.state === 'open' && ms > 0 ? span(ms * 1_000) : '');
    element.dataset.silent = String(isSilent);
    error.hidden = !now.error;
    setText(error, now.error ?? '');
    document.documentElement.classList.toggle('stopped', isSilent || now.state === 'closed');
  }

  function drawQuote() {
    const { symbol, venue } = store.selected;
    const entry = store.quote(symbol);
    const stats = store.stats.get(`${symbol}@${venue}`);
    const [name, last, change, range] = quote.children;
    const digits = store.digits(symbol);
    setText(name, symbol ?? '');
    setText(last, entry ? number(entry.price, digits) : '');
    setText(change, entry ? percent(entry.change_24h) : '');
    setClass(change, `num change ${entry?.change_24h > 0 ? 'up' : entry?.change_24h < 0 ? 'down' : ''}`);
    setText(range, stats ? `24 h  ${number(stats.low_24h, digits)} to ${number(stats.high_24h, digits)}` : '');
    document.title = entry ? `${number(entry.price, digits)} ${symbol} \u00b7 Tickwire` : 'Tickwire';
  }

  function showView(view) {
    for (const tab of tabs.children) {
      if (tab.hash === `#${view}`) {
        tab.setAttribute('aria-current', 'page');
      } else {
        tab.removeAttribute('aria-current');
      }
    }
  }

  frames.add(['connection', 'second'], drawConnection);
  frames.add(['prices', 'stats', 'selected'], drawQuote, { every: 100 });
  return { element, notice: error, showView };
}
