// Rules on prices and spreads. They are kept in this browser, and looked at with each price, not with each frame.
import { saved, save } from './saved.js';

const NAME = 'alerts';
const FIRED = 'fired';
const MOST_FIRED = 50;
export const KINDS = { above: 'Price at or above', below: 'Price at or below', spread: 'Spread at or above (bp)' };

export class Alerts {
  #rules = saved(NAME, []);
  #fired = saved(FIRED, []);
  #bySymbol = new Map();
  #onFire;
  #onChange;

  /**
   * @param onFire   takes {rule, value, venue, at} when a rule comes true.
   * @param onChange is called when rules or what was fired have changed.
   */
  constructor(onFire, onChange) {
    this.#onFire = onFire;
    this.#onChange = onChange;
    this.#index();
  }

  get rules() {
    return this.#rules;
  }

  get fired() {
    return this.#fired;
  }

  add({ symbol, kind, value }) {
    const id = this.#rules.reduce((most, rule) => Math.max(most, rule.id), 0) + 1;
    this.#rules = [...this.#rules, { id, symbol, kind, value, isArmed: true }];
    this.#changed();
  }

  remove(id) {
    this.#rules = this.#rules.filter(rule => rule.id !== id);
    this.#changed();
  }

  /** A rule fires once, then waits until somebody arms it again. */
  arm(id) {
    this.#rules = this.#rules.map(rule => (rule.id === id ? { ...rule, isArmed: true } : rule));
    this.#changed();
  }

  clearFired() {
    this.#fired = [];
    this.#changed();
  }

  onPrice(message) {
    const rules = this.#bySymbol.get(message.symbol);
    if (!rules) {
      return;
    }
    for (const rule of rules) {
      const value = Alerts.valueOf(rule.kind, message);
      if (value !== null && (rule.kind === 'below' ? value <= rule.value : value >= rule.value)) {
        this.#fire(rule, value, message);
      }
    }
  }

  /** What a rule looks at; null: the message does not say. */
  static valueOf(kind, { price, bid, ask }) {
    if (kind !== 'spread') {
      return price ?? null;
    }
    return bid > 0 && ask > 0 ? ((ask - bid) / ((ask + bid) / 2)) * 10_000 : null;
  }

  #fire(rule, value, { venue, timestamp }) {
    this.#rules = this.#rules.map(one => (one.id === rule.id ? { ...one, isArmed: false } : one));
    const event = { rule, value, venue, at: timestamp };
    this.#fired = [event, ...this.#fired].slice(0, MOST_FIRED);
    this.#changed();
    this.#onFire(event);
  }

  #changed() {
    save(NAME, this.#rules);
    save(FIRED, this.#fired);
    this.#index();
    this.#onChange();
  }

  #index() {
    this.#bySymbol.clear();
    for (const rule of this.#rules.filter(({ isArmed }) => isArmed)) {
      this.#bySymbol.set(rule.symbol, [...(this.#bySymbol.get(rule.symbol) ?? []), rule]);
    }
  }
}
