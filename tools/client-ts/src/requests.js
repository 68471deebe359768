/** @typedef {import('./types.js').Message} Message */

/** The server's answer is an error. */
export class ServerError extends Error {
  /** @param {Message} error */
  constructor(error) {
    super(`${error.code}: ${error.message}`);
    this.name = 'ServerError';
    this.code = error.code;
    this.retryAfterMs = error.retry_after_ms;
  }
}

/** What was asked, until its answer comes, or time is up. */
export class Requests {
  /** @param {import('./types.js').Clock} clock @param {number} timeoutMs */
  constructor(clock, timeoutMs) {
    this.clock = clock;
    this.timeoutMs = timeoutMs;
    this.lastId = 0;
    /** @type {Map<number, {resolve: (message: Message) => void, reject: (error: Error) => void, timer: any}>} */
    this.waiting = new Map();
  }

  nextId() {
    return ++this.lastId;
  }

  /** @returns {{id: number, promise: Promise<Message>}} */
  make() {
    const id = this.nextId();
    /** @type {Promise<Message>} */
    const promise = new Promise((resolve, reject) => {
      const timer = this.clock.setTimeout(() => {
        this.waiting.delete(id);
        reject(new Error(`no answer within ${this.timeoutMs} ms`));
      }, this.timeoutMs);
      this.waiting.set(id, { resolve, reject, timer });
    });
    return { id, promise };
  }

  /** @param {number} id */
  take(id) {
    const entry = this.waiting.get(id);
    this.waiting.delete(id);
    this.clock.clearTimeout(entry?.timer);
    return entry;
  }

  /** @param {Message} message */
  resolve(message) {
    this.take(message.id)?.resolve(message);
  }

  /** @param {number} id @param {Message} error */
  fail(id, error) {
    this.take(id)?.reject(new ServerError(error));
  }

  /** @param {Error} error */
  failAll(error) {
    for (const id of [...this.waiting.keys()]) this.take(id)?.reject(error);
  }
}
