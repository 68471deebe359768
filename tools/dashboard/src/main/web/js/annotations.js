// Lines and notes on charts, a symbol's own, kept in this browser.
import { saved, save } from './saved.js';

const NAME = 'annotations';
const MOST = 50;

export class Annotations {
  #all = saved(NAME, {});

  of(symbol) {
    return this.#all[symbol] ?? [];
  }

  /** A line stands at a price; a note also at a time, in s. */
  add(symbol, { price, text, time = null }) {
    const id = this.of(symbol).reduce((most, one) => Math.max(most, one.id), 0) + 1;
    this.#all[symbol] = [...this.of(symbol), { id, price, text, time }].slice(-MOST);
    save(NAME, this.#all);
  }

  remove(symbol, id) {
    this.#all[symbol] = this.of(symbol).filter(one => one.id !== id);
    save(NAME, this.#all);
  }
}
