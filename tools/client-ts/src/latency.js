const KEPT = 16;

/** The median of the last figures. */
export class Recent {
  constructor() {
    /** @type {number[]} */
    this.values = [];
  }

  /** @param {number} value */
  add(value) {
    if (this.values.push(value) > KEPT) this.values.shift();
  }

  get median() {
    const sorted = [...this.values].sort((left, right) => left - right);
    return sorted[sorted.length >> 1] ?? 0;
  }
}
