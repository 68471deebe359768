// Where alerts are made, and where they are told: on the page, and by a notification where that is allowed.
import { Alerts, KINDS } from './alerts.js';
import { choice, h, panel, setOptions } from './dom.js';
import { dayTime, number } from './format.js';

const TOAST_MS = 8_000;
const SPREAD_DIGITS = 2;

export function alertsView(store, frames, link) {
  const toasts = h('div', { class: 'toasts', role: 'status', 'aria-live': 'polite' });
  const alerts = new Alerts(fire, changed);
  link.onPrice(message => alerts.onPrice(message));
  changed();

  const symbol = choice('Symbol', [], '', () => suggest());
  const kind = choice('Rule', Object.entries(KINDS), 'above', () => suggest());
  const value = h('input', {
    type: 'number',
    step: 'any',
    min: '0',
    required: true,
    class: 'num',
    'aria-label': 'Value',
    id: 'alert-value',
  });
  const notify = h('button', { type: 'button', class: 'plain', id: 'notify', onclick: askPermission });
  const form = h(
    'form',
    { class: 'inline', id: 'alert-form', onsubmit: add },
    symbol,
    kind,
    value,
    h('button', { class: 'primary', text: 'Add alert' }),
    notify,
  );
  const rules = h('ul', { class: 'rows', id: 'rules' });
  const fired = h('ul', { class: 'rows', id: 'fired' });
  const element = h(
    'div',
    { class: 'view', id: 'view-alerts' },
    panel('alert-rules', 'Alerts', [], form, rules),
    panel(
      'alert-log',
      'Fired',
      [h('button', { type: 'button', class: 'plain', text: 'Clear', onclick: () => alerts.clearFired() })],
      fired,
    ),
  );

  function changed() {
    link.watch('alerts', alerts.rules.map(rule => rule.symbol));
    frames.mark('alerts');
  }

  function digits(rule) {
    return rule.kind === 'spread' ? SPREAD_DIGITS : store.digits(rule.symbol);
  }

  function describe(rule) {
    return `${rule.symbol}: ${KINDS[rule.kind].toLowerCase()} ${number(rule.value, digits(rule))}`;
  }

  function add(event) {
    event.preventDefault();
    alerts.add({ symbol: symbol.value, kind: kind.value, value: Number(value.value) });
  }

  /** The value as it is now is what one changes a little. */
  function suggest() {
    const message = store.quote(symbol.value);
    const now = message && Alerts.valueOf(kind.value, message);
    value.value =
      now === null || now === undefined ? '' : now.toFixed(digits({ symbol: symbol.value, kind: kind.value }));
  }

  function fire({ rule, value: seen, venue }) {
    const text = `${describe(rule)} \u2014 ${number(seen, digits(rule))} at ${venue}`;
    const toast = h('p', { class: 'toast' }, h('strong', { text: 'Alert' }), ` ${text}`);
    toasts.append(toast);
    setTimeout(() => toast.remove(), TOAST_MS);
    if (globalThis.Notification?.permission === 'granted') {
      new Notification('Tickwire', { body: text, tag: `alert-${rule.id}` });
    }
  }

  async function askPermission() {
    await globalThis.Notification?.requestPermission();
    frames.mark('alerts');
  }

  function draw() {
    setOptions(
      symbol,
      store.symbols.map(one => one.symbol),
    );
    const permission = globalThis.Notification?.permission ?? 'denied';
    notify.textContent = {
      granted: 'Notifications are on',
      denied: 'Notifications are blocked by the browser',
      default: 'Turn notifications on',
    }[permission];
    notify.disabled = permission !== 'default';
    rules.replaceChildren(
      ...alerts.rules.map(rule =>
        h(
          'li',
          {},
          h('span', { text: describe(rule) }),
          h('span', { class: rule.isArmed ? 'badge good' : 'badge', text: rule.isArmed ? 'Armed' : 'Fired' }),
          rule.isArmed
            ? null
            : h('button', {
                type: 'button',
                class: 'plain',
                text: 'Arm again',
                onclick: () => alerts.arm(rule.id),
              }),
          h('button', {
            type: 'button',
            class: 'plain',
            text: 'Remove',
            'aria-label': `Remove ${describe(rule)}`,
            onclick: () => alerts.remove(rule.id),
          }),
        ),
      ),
    );
    fired.replaceChildren(
      ...alerts.fired.map(one =>
        h(
          'li',
          {},
          h('span', { class: 'muted num', text: dayTime(one.at) }),
          h('span', { text: describe(one.rule) }),
          h('span', { class: 'num', text: `${number(one.value, digits(one.rule))} at ${one.venue}` }),
        ),
      ),
    );
    if (alerts.rules.length === 0) {
      rules.append(h('li', { class: 'empty', text: 'No rule yet. Each fires once, and is kept in this browser.' }));
    }
    if (alerts.fired.length === 0) {
      fired.append(h('li', { class: 'empty', text: 'Nothing fired' }));
    }
  }

  frames.add(['alerts', 'symbols'], draw);
  return { element, toasts, shown: suggest };
}
