// What is one's own: positions, orders, executions and balances, for who has signed in.
import { h, isOnPage, panel, table } from './dom.js';
import { direction, number, signed, time, title } from './format.js';
import { Link } from './link.js';
import { emptyNote, rowList } from './rows.js';

const SHOWN = 60;
const EVERY_MS = 200;

export function accountView(store, frames, link) {
  const token = h('input', {
    type: 'password',
    name: 'token',
    required: true,
    autocomplete: 'off',
    'aria-label': 'Token',
    placeholder: 'Token',
    id: 'token',
    spellcheck: 'false',
  });
  const refusal = h('p', { class: 'error', role: 'alert', id: 'refusal' });
  const form = h(
    'form',
    { class: 'inline', id: 'sign-in', onsubmit: signIn },
    token,
    h('button', { class: 'primary', text: 'Sign in' }),
    h('button', {
      type: 'button',
      class: 'plain',
      id: 'without-token',
      text: 'Look without a token',
      onclick: open,
    }),
  );
  const hint = h('p', {
    class: 'muted',
    text: 'The token is kept in memory alone. Without one, accounts are shown only where the server lets this machine.',
  });
  const signOut = h('button', { type: 'button', class: 'plain', text: 'Sign out', id: 'sign-out', onclick: leave });
  const entrance = panel('entrance', 'Sign in', [], form, refusal, hint);
  const positions = listPanel(
    'positions',
    'Positions',
    [['Account', 'text'], ['Symbol', 'text'], ['Quantity'], ['Entry'], ['Mark'], ['Unrealised'], ['Realised']],
    () => [...store.positions.values()],
    one => [
      one.account,
      `${one.symbol} ${one.venue}`,
      signed(one.quantity, store.sizeDigits(one.symbol)),
      number(one.entry_price, store.digits(one.symbol)),
      number(one.mark_price, store.digits(one.symbol)),
      signed(one.unrealized_pnl, 2),
      signed(one.realized_pnl, 2),
    ],
    one => direction(one.unrealized_pnl),
  );
  const orders = listPanel(
    'orders',
    'Orders',
    [
      ['Time', 'text'],
      ['Account', 'text'],
      ['Symbol', 'text'],
      ['Side', 'text'],
      ['Type', 'text'],
      ['Price'],
      ['Filled'],
      ['Quantity'],
      ['Status', 'text'],
    ],
    () => [...store.orders.values()].reverse(),
    one => [
      time(one.timestamp),
      one.account,
      `${one.symbol} ${one.venue}`,
      one.side,
      one.order_type,
      number(one.price, store.digits(one.symbol)),
      number(one.filled_quantity, store.sizeDigits(one.symbol)),
      number(one.quantity, store.sizeDigits(one.symbol)),
      title(one.status ?? ''),
    ],
    sideName,
  );
  const executions = listPanel(
    'executions',
    'Executions',
    [['Time', 'text'], ['Account', 'text'], ['Symbol', 'text'], ['Side', 'text'], ['Price'], ['Quantity'], ['Fee']],
    () => store.executions,
    one => [
      time(one.timestamp),
      one.account,
      `${one.symbol} ${one.venue}`,
      one.side,
      number(one.price, store.digits(one.symbol)),
      number(one.quantity, store.sizeDigits(one.symbol)),
      `${number(one.fee, 4)} ${one.fee_asset ?? ''}`,
    ],
    sideName,
  );
  const balances = listPanel(
    'balances',
    'Balances',
    [['Account', 'text'], ['Venue', 'text'], ['Asset', 'text'], ['Balance'], ['Available']],
    () => [...store.accounts.values()],
    one => [one.account, one.venue, one.asset, number(one.balance, 2), number(one.available, 2)],
    () => '',
  );
  const lists = h(
    'div',
    { class: 'lists', hidden: true },
    h('p', { class: 'bar-line' }, signOut),
    positions.element,
    balances.element,
    orders.element,
    executions.element,
  );
  const element = h('div', { class: 'view', id: 'view-account' }, entrance, lists);

  async function signIn(event) {
    event.preventDefault();
    const given = token.value.trim();
    token.value = '';
    const isTaken = /^[\x21-\x7e]+$/.test(given) && (await Link.takes(given).catch(() => false));
    link.refusal = isTaken ? null : 'The server does not take this token.';
    if (isTaken) {
      link.start({ token: given });
      open();
    }
    frames.mark('connection');
  }

  function open() {
    link.openPrivate();
    frames.mark('private');
    frames.mark('connection');
  }

  function leave() {
    link.start({ token: null });
    frames.mark('private');
    frames.mark('connection');
  }

  function draw() {
    refusal.textContent = link.refusal ?? '';
    const isIn = link.seesPrivate && link.refusal === null && store.connection.state !== 'refused';
    entrance.hidden = isIn;
    lists.hidden = !isIn;
    signOut.textContent = link.isSignedIn ? 'Sign out' : 'Close';
  }

  frames.add(['connection', 'private'], draw);
  for (const one of [positions, orders, executions, balances]) {
    frames.add(['private'], one.draw, { every: EVERY_MS, when: () => isOnPage(lists) });
  }
  return { element, shown: () => frames.mark('private') };
}

function sideName(one) {
  return one.side === 'buy' ? 'up' : 'down';
}

function listPanel(id, name, columns, entries, cells, rowName) {
  const { element: grid, body } = table(name, columns);
  const show = rowList(
    body,
    columns.map(([, kind], i) => (kind === 'text' ? (i === 0 ? 'text muted num' : 'text') : 'num')),
  );
  const note = emptyNote('Nothing yet');
  return {
    element: panel(id, name, [], grid, note.element),
    draw: () => {
      const all = entries();
      note.show(all.length === 0);
      show(all.slice(0, SHOWN), cells, rowName);
    },
  };
}
