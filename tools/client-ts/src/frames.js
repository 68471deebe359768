import { viewOf } from './streams.js';

/** @typedef {import('./types.js').Message} Message */
/** @typedef {import('./streams.js').Stream} Stream */

const FRAME_MS = 16;

/** The latest of each stream, once an animation frame: what waits is bounded by the number of streams. */
export class Frames {
  /** @param {import('./client.js').TickwireClient} client */
  constructor(client) {
    this.client = client;
    /** @type {Set<(messages: Message[]) => unknown>} */
    this.callbacks = new Set();
    /** @type {Set<Stream>} */
    this.changed = new Set();
    this.isAsked = false;
  }

  /** @param {(messages: Message[]) => unknown} callback */
  on(callback) {
    this.callbacks.add(callback);
    return () => {
      this.callbacks.delete(callback);
      if (this.callbacks.size === 0) this.changed.clear();
    };
  }

  /** @param {Stream} stream */
  onData(stream) {
    if (this.callbacks.size === 0) return;
    this.changed.add(stream);
    if (this.isAsked) return;
    this.isAsked = true;
    const draw = () => this.draw();
    if (typeof globalThis.requestAnimationFrame === 'function') globalThis.requestAnimationFrame(draw);
    else this.client.clock.setTimeout(draw, FRAME_MS);
  }

  draw() {
    this.isAsked = false;
    const messages = [...this.changed].map(stream => stream.book !== undefined && stream.message?.kind === 'delta'
      ? { ...stream.message, kind: 'snapshot', ...viewOf(stream) } : /** @type {Message} */ (stream.message));
    this.changed.clear();
    this.callbacks.forEach(callback => this.client.emitter.call(callback, messages, 'frame'));
  }
}
