// Candles in columns, as a chart takes them, oldest first; history and live ones merged by their time. A window on them
// ends with the newest, or so many before it, and then stands still while newer ones come.
const MOST = 6_000;

export class Candles {
  times = [];
  open = [];
  high = [];
  low = [];
  close = [];
  volume = [];
  /** How many there are behind the window. */
  back = 0;

  get length() {
    return this.times.length;
  }

  get isFull() {
    return this.length >= MOST;
  }

  clear() {
    this.back = 0;
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
    if (this.back > 0 && replaced === 0 && at >= this.length - 1 - this.back) {
      this.back++;
    }
    if (this.length > MOST) {
      this.#columns().forEach(column => column.shift());
    }
  }

  /** How many there are before a window of so many. */
  before(count) {
    return Math.max(0, this.length - this.back - count);
  }

  /** Move the window to older ones, or with a number below 0 to newer ones. */
  move(by, count) {
    this.back = Math.max(0, Math.min(this.back + by, this.length - count));
  }

  /** The last so many up to the window's end, in columns of their own. */
  last(count) {
    const to = this.length - this.back;
    return this.#columns().map(column => column.slice(Math.max(0, to - count), to));
  }

  #columns() {
    return [this.times, this.open, this.high, this.low, this.close, this.volume];
  }
}
