// One connection after the other: dials, waits with jitter, notices silence, keeps to the server's pace.

/** @typedef {import('./types.js').ClientOptions} ClientOptions */
/** @typedef {import('./types.js').Clock} Clock */

const FIRST_WAIT_MS = 100;
const MAX_WAIT_MS = 30_000;
const CHECK_MS = 1000;
const PING_MS = 15_000;
const DEAD_MS = 45_000;
// A little less than the server allows, since its clock and ours begin a second at different times.
const PACE_PER_SECOND = 9;
const PACE_BURST = 18;
const NO_STATUS = 1005;
const NO_CLOSE_FRAME = 1006;
const BAD_TOKEN = 4501;
const NO_WEB_SOCKET = 'there is no WebSocket here: use Node 22 or newer, install the package ws, '
  + 'or give a class as the option WebSocket';
const FINAL_CODES = new Set([1000, 1002, 1003, 1007, 1008, 1009]);
const FINAL_STATUS = new Set([400, 401, 403]);

/** Whether one comes back after a close code. @param {number} code @param {boolean} hasSupplier of tokens */
export const isFinal = (code, hasSupplier) =>
  FINAL_CODES.has(code) || (code >= 4500 && code <= 4999 && !(code === BAD_TOKEN && hasSupplier));

/**
 * The end of a connection, or of a dial that came to none. ending: why it is the last, or ''.
 * @typedef {{code: number, reason: string, wasOpen: boolean, willRetry: boolean, ending: string}} End
 */

/**
 * @typedef {object} ConnectionHooks
 * @property {() => {url: string, protocols: string[]} | Promise<{url: string, protocols: string[]}>} address
 * @property {() => void} onOpen
 * @property {(frame: string | ArrayBuffer | Uint8Array) => void} onFrame
 * @property {(end: End) => void} onEnd
 * @property {(error: unknown) => void} onNoToken whoever gives tokens has thrown
 * @property {() => void} onPace there is room to send again
 * @property {() => void} ping
 */

export class Connection {
  /** @param {ClientOptions} options @param {Clock} clock @param {ConnectionHooks} hooks */
  constructor(options, clock, hooks) {
    this.options = options;
    this.clock = clock;
    this.hooks = hooks;
    /** @type {'idle' | 'connecting' | 'open' | 'waiting' | 'closed'} */
    this.state = 'idle';
    /** @type {any} */
    this.socket = undefined;
    /** Moves with each dial and end: who comes with an older one comes too late. */
    this.generation = 0;
    this.attempt = 0;
    this.extraWaitMs = 0;
    this.status = 0;
    this.isHopeless = false;
    this.receivedAt = 0;
    this.pingedAt = 0;
    this.allowance = PACE_BURST;
    this.allowedAt = 0;
    /** @type {any} */
    this.timer = undefined;
    /** @type {any} */
    this.paceTimer = undefined;
  }

  dial() {
    const generation = ++this.generation;
    this.state = 'connecting';
    this.status = 0;
    this.isHopeless = false;
    this.after(this.options.connectTimeoutMs ?? 10_000, () => this.end(NO_CLOSE_FRAME, 'connect timeout'));
    const given = this.options.WebSocket ?? globalThis.WebSocket;
    let address;
    try {
      address = this.hooks.address();
    } catch (error) {
      this.retry(generation, error);
      return;
    }
    if (given !== undefined && !(address instanceof Promise)) {
      this.open(generation, given, address);
      return;
    }
    Promise.resolve(address).then(async resolved => {
      const socketClass = given ?? await webSocketOfNode();
      if (generation === this.generation) this.open(generation, socketClass, resolved);
    }).catch(error => this.retry(generation, error));
  }

  /** There is no token now; there may be one later. @param {number} generation @param {unknown} error */
  retry(generation, error) {
    if (generation !== this.generation) return;
    this.hooks.onNoToken(error);
    this.end(NO_CLOSE_FRAME, String(error));
  }

  /** @param {number} generation @param {any} SocketClass @param {{url: string, protocols: string[]}} address */
  open(generation, SocketClass, address) {
    let socket;
    try {
      if (SocketClass === undefined) throw new Error(NO_WEB_SOCKET);
      socket = new SocketClass(address.url, address.protocols);
    } catch (error) {
      // Such as an address that is none: it will be none the next time, too.
      this.isHopeless = true;
      this.end(NO_CLOSE_FRAME, String(error));
      return;
    }
    const isCurrent = () => generation === this.generation;
    socket.binaryType = 'arraybuffer';
    this.socket = socket;
    socket.onopen = () => {
      if (isCurrent()) this.opened();
    };
    socket.onmessage = (/** @type {{data: any}} */ event) => {
      if (!isCurrent()) return;
      this.receivedAt = this.clock.now();
      this.attempt = 0;
      this.hooks.onFrame(event.data);
    };
    // What ws of npm says; browsers say nothing, on purpose.
    socket.onerror = (/** @type {{message?: string}} */ event) => {
      const answer = /server response: (\d+)/.exec(event.message ?? '');
      if (isCurrent() && answer !== null) this.status = Number(answer[1]);
    };
    socket.onclose = (/** @type {{code: number, reason: any}} */ event) => {
      if (isCurrent()) this.end(event.code || NO_STATUS, String(event.reason ?? ''));
    };
  }

  opened() {
    this.state = 'open';
    const now = this.clock.now();
    this.receivedAt = now;
    this.pingedAt = now;
    this.allowance = PACE_BURST;
    this.allowedAt = now;
    this.after(CHECK_MS, () => this.check());
    this.hooks.onOpen();
  }

  check() {
    const now = this.clock.now();
    if (now - this.receivedAt >= DEAD_MS) {
      this.end(NO_CLOSE_FRAME, 'nothing was received for too long');
      return;
    }
    this.after(CHECK_MS, () => this.check());
    if (now - this.pingedAt >= PING_MS) {
      this.pingedAt = now;
      this.hooks.ping();
    }
  }

  /** Whether a message may be sent now; who may not hears `onPace`. */
  mayClaim() {
    if (this.state !== 'open') return false;
    const now = this.clock.now();
    this.allowance = Math.min(PACE_BURST, this.allowance + (now - this.allowedAt) * PACE_PER_SECOND / 1000);
    this.allowedAt = now;
    if (this.allowance >= 1) {
      this.allowance--;
      return true;
    }
    this.holdOff(Math.ceil((1 - this.allowance) * 1000 / PACE_PER_SECOND));
    return false;
  }

  /** @param {number} ms */
  holdOff(ms) {
    if (this.paceTimer !== undefined) return;
    this.paceTimer = this.clock.setTimeout(() => {
      this.paceTimer = undefined;
      this.hooks.onPace();
    }, ms);
  }

  /** @param {string | Uint8Array} frame */
  send(frame) {
    this.socket.send(frame);
  }

  /** @param {number} ms of which the server says that it needs them */
  delayNext(ms) {
    this.extraWaitMs = ms;
  }

  /**
   * It is over: by the other side, by silence, or by the program (then `isOwn`).
   *
   * @param {number} code @param {string} reason @param {boolean} isOwn
   */
  end(code, reason, isOwn = false) {
    this.generation++;
    this.clock.clearTimeout(this.timer);
    this.clock.clearTimeout(this.paceTimer);
    this.paceTimer = undefined;
    const socket = this.socket;
    this.socket = undefined;
    if (socket !== undefined) {
      // ws of npm takes an error that nobody listens for as the program's.
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.onerror = () => undefined;
      if (code === NO_CLOSE_FRAME && typeof socket.terminate === 'function') socket.terminate();
      else if (socket.readyState < 2) socket.close(isOwn ? code : undefined);
    }
    const wasOpen = this.state === 'open';
    const isLast = isOwn || this.options.reconnect === false || this.isHopeless || FINAL_STATUS.has(this.status)
      || isFinal(code, typeof this.options.token === 'function');
    this.state = isLast ? 'closed' : 'waiting';
    if (!isLast) {
      this.after(this.waitMs(), () => this.dial());
    }
    const isFinalCode = isLast && !isOwn && code !== 1000;
    const ending = !isFinalCode ? '' : this.isHopeless ? 'not_available' : String(this.status || code);
    this.hooks.onEnd({ code, reason, wasOpen, willRetry: !isLast, ending });
  }

  waitMs() {
    const bound = Math.min(MAX_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(this.attempt++, 20));
    const wait = this.options.reconnectDelayMs ?? (this.options.random ?? Math.random)() * bound;
    const extra = this.extraWaitMs;
    this.extraWaitMs = 0;
    return wait + extra;
  }

  /** One timer at a time. @param {number} ms @param {() => void} task */
  after(ms, task) {
    this.clock.clearTimeout(this.timer);
    this.timer = this.clock.setTimeout(task, ms);
  }
}

/** @returns {Promise<any>} undefined where there is none */
async function webSocketOfNode() {
  try {
    const name = 'ws';
    return (await import(name)).WebSocket;
  } catch {
    return undefined;
  }
}
