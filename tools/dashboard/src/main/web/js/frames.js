// One drawing a frame, however many messages came: whoever changes something marks its topic, and views that show it
// are drawn once in the next animation frame. Nothing is asked of the browser while nothing changes.
const SAMPLE_MS = 1_000;

export class Frames {
  #views = [];
  #topics = new Set();
  #isAsked = false;
  #since = performance.now();
  #sampled = 0;
  #worst = 0;

  /** Frames a second, and the longest drawing in ms, of the last whole second. */
  rate = 0;
  worstMs = 0;
  /** How often the page was drawn since it began. */
  drawings = 0;

  /**
   * @param {string[]} topics that the view shows.
   * @param {() => void} draw
   * @param {object} [options]
   * @param {number} [options.every] the least time between two drawings, in ms.
   * @param {() => boolean} [options.when] whether it is on the screen at all.
   */
  add(topics, draw, { every = 0, when = () => true } = {}) {
    this.#views.push({ topics, draw, every, when, at: -Infinity, isDue: true });
    this.mark(topics[0]);
  }

  mark(topic) {
    this.#topics.add(topic);
    this.#ask();
  }

  /** Draw all views in the next frame. */
  markAll() {
    for (const view of this.#views) {
      view.isDue = true;
      view.at = -Infinity;
    }
    this.#ask();
  }

  #ask() {
    if (!this.#isAsked) {
      this.#isAsked = true;
      requestAnimationFrame(now => this.#draw(now));
    }
  }

  #draw(now) {
    this.#isAsked = false;
    const begin = performance.now();
    const topics = this.#topics;
    this.#topics = new Set();
    let isWaiting = false;
    for (const view of this.#views) {
      view.isDue ||= view.topics.some(topic => topics.has(topic));
      if (view.isDue && view.when()) {
        if (now - view.at >= view.every) {
          view.isDue = false;
          view.at = now;
          view.draw();
        } else {
          isWaiting = true;
        }
      }
    }
    this.#count(begin);
    if (isWaiting) {
      this.#ask();
    }
  }

  #count(begin) {
    const end = performance.now();
    this.drawings++;
    this.#worst = Math.max(this.#worst, end - begin);
    if (end - this.#since >= SAMPLE_MS) {
      this.rate = ((this.drawings - this.#sampled) * 1_000) / (end - this.#since);
      this.worstMs = this.#worst;
      this.#since = end;
      this.#sampled = this.drawings;
      this.#worst = 0;
    }
  }
}
