/**
 * Messages that wait for whoever iterates: bounded, the oldest is dropped and counted where there is no room.
 * @template T
 */
export class Mailbox {
  /** @param {number} limit @param {() => void} onDrop */
  constructor(limit, onDrop) {
    this.limit = limit;
    this.onDrop = onDrop;
    /** @type {(T | undefined)[]} a ring */
    this.slots = [];
    this.head = 0;
    this.size = 0;
    this.isEnded = false;
    /** @type {((result: IteratorResult<T, undefined>) => void)[]} */
    this.waiting = [];
  }

  /** @param {T} value */
  put(value) {
    const waiting = this.waiting.shift();
    if (waiting !== undefined) {
      waiting({ value, done: false });
      return;
    }
    if (this.size === this.limit) {
      this.poll();
      this.onDrop();
    }
    this.slots[(this.head + this.size++) % this.limit] = value;
  }

  /** @returns {T} */
  poll() {
    const value = /** @type {T} */ (this.slots[this.head]);
    this.slots[this.head] = undefined;
    this.head = (this.head + 1) % this.limit;
    this.size--;
    return value;
  }

  /** What is in it can still be taken. */
  end() {
    this.isEnded = true;
    for (const waiting of this.waiting.splice(0)) waiting({ value: undefined, done: true });
  }

  /** @returns {Promise<IteratorResult<T, undefined>>} */
  next() {
    if (this.size > 0) return Promise.resolve({ value: this.poll(), done: false });
    if (this.isEnded) return Promise.resolve({ value: undefined, done: true });
    return new Promise(resolve => this.waiting.push(resolve));
  }
}
