// How often a latency came: eight buckets to each doubling, from 1 µs to a minute. Bounded, whatever comes.
const PER_OCTAVE = 8;
const OCTAVES = 26;

export class Histogram {
  #counts = new Uint32Array(PER_OCTAVE * OCTAVES);
  total = 0;

  record(us) {
    if (!(us >= 0)) {
      return;
    }
    const bucket = us < 1 ? 0 : Math.min(this.#counts.length - 1, Math.floor(Math.log2(us) * PER_OCTAVE));
    this.#counts[bucket]++;
    this.total++;
  }

  /** The value that such a part of all is not above, as exact as its bucket; null: there is none. */
  quantile(part) {
    let rest = Math.ceil(this.total * part);
    for (let i = 0; i < this.#counts.length; i++) {
      rest -= this.#counts[i];
      if (rest <= 0 && this.total > 0) {
        return Histogram.#end(i);
      }
    }
    return null;
  }

  /** [ends, counts] of the buckets between the first and the last that has something. */
  buckets() {
    const first = this.#counts.findIndex(count => count > 0);
    const last = this.#counts.findLastIndex(count => count > 0);
    const ends = [];
    const counts = [];
    for (let i = Math.max(0, first - 2); first >= 0 && i <= Math.min(last + 2, this.#counts.length - 1); i++) {
      ends.push(Histogram.#end(i));
      counts.push(this.#counts[i]);
    }
    return [ends, counts];
  }

  clear() {
    this.#counts.fill(0);
    this.total = 0;
  }

  static #end(bucket) {
    return 2 ** ((bucket + 1) / PER_OCTAVE);
  }
}
