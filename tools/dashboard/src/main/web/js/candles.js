// Candles in columns, as a chart takes them, oldest first; history and live ones merged by their time.
const MOST = 600;

export class Candles {
  times = [];
  open = [];
  high = [];
  low = [];
  close = [];
  volume = [];

  get length() {
    return this.times.length;
  }

  clear() {
    for (const column of this.#columns()) {
      column.length = 0;
    }
  }

  /** Put one where it belongs: nearly always it is the newest, or the one after it. */
  put(candle) {
    const time = candle.timestamp / 1_000;
    let at = this.times.length;
    while (at > 0 && this.times[at - 1] >= time) {
      at--;
    }
    const replaced = this.times[at] === time ? 1 : 0;
    const values = [time, candle.open, candle.high, candle.low, candle.close, candle.volume];
    this.#columns().forEach((column, i) => column.splice(at, replaced, values[i]));
    if (this.length > MOST) {
      this.#columns().forEach(column => column.shift());
    }
  }

  /** The newest so many, in columns of their own. */
  last(count) {
    const from = Math.max(0, this.length - count);
    return this.#columns().map(column => column.slice(from));
  }

  #columns() {
    return [this.times, this.open, this.high, this.low, this.close, this.volume];
  }
}
