// A local book: what a stream of orderbook_update comes to.
import { compare, toMantissa } from './decimal.js';
import { crc32c } from './crc32c.js';

/** @typedef {number | string | bigint} Decimal a number; its exact text; or its mantissa */
/** @typedef {{price: Decimal, quantity: Decimal}} Level */

const CHECKED_LEVELS = 10;

export class Book {
  constructor() {
    /** @type {Level[]} the best first */
    this.bids = [];
    /** @type {Level[]} the best first */
    this.asks = [];
  }

  clear() {
    this.bids = [];
    this.asks = [];
  }

  /** @param {{kind?: string, bids: Level[], asks: Level[]}} message */
  apply(message) {
    if (message.kind === 'delta') {
      merge(this.bids, message.bids, -1);
      merge(this.asks, message.asks, 1);
    } else {
      this.bids = message.bids.slice();
      this.asks = message.asks.slice();
    }
  }

  /**
   * CRC32C of the best ten levels, as the server has it.
   *
   * @param {number} priceExponent
   * @param {number} quantityExponent
   */
  checksum(priceExponent, quantityExponent) {
    const bids = this.bids.slice(0, CHECKED_LEVELS);
    const asks = this.asks.slice(0, CHECKED_LEVELS);
    const view = new DataView(new ArrayBuffer(16 * (bids.length + asks.length)));
    let at = 0;
    for (const level of [...bids, ...asks]) {
      view.setBigInt64(at, toMantissa(level.price, priceExponent), true);
      view.setBigInt64(at + 8, toMantissa(level.quantity, quantityExponent), true);
      at += 16;
    }
    return crc32c(new Uint8Array(view.buffer));
  }
}

/** @param {Level[]} side @param {Level[]} changes @param {1 | -1} order */
function merge(side, changes, order) {
  for (const change of changes) {
    let low = 0;
    let high = side.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compare(side[middle].price, change.price) * order < 0) low = middle + 1;
      else high = middle;
    }
    const isThere = low < side.length && compare(side[low].price, change.price) === 0;
    // A text or a mantissa of nothing is nothing, too.
    if (Number(change.quantity) === 0) {
      if (isThere) side.splice(low, 1);
    } else if (isThere) {
      side[low] = change;
    } else {
      side.splice(low, 0, change);
    }
  }
}
