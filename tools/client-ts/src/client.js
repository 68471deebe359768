import { DATA, canonical, isPrivateChannel, isTopic } from './channels.js';
import { Codec } from './codec.js';
import { Connection } from './connection.js';
import { Emitter } from './emitter.js';
import { Frames } from './frames.js';
import { Handle } from './handle.js';
import { healthOf } from './health.js';
import { Recent } from './latency.js';
import { Requests } from './requests.js';
import { Streams, viewOf } from './streams.js';
import { Subscriptions } from './subscriptions.js';

/** @typedef {import('./types.js').Message} Message */
/** @typedef {import('./types.js').ClientOptions} ClientOptions */
/** @typedef {import('./types.js').SubscriptionOptions} SubscriptionOptions */
/** @typedef {import('./types.js').BookView} BookView */
/** @typedef {import('./streams.js').Stream} Stream */

const QUEUE_LIMIT = 1024;
const OUTGOING_LIMIT = 1024;
const SYMBOL_LIMIT = 1024;
const CLOCK_SAMPLE = 64;
const IS_REPLY = new Set(['response', 'pong', 'published', 'authenticated']);

/** @type {import('./types.js').Clock} */
const REAL_CLOCK = {
  now: () => Date.now(),
  setTimeout: (task, ms) => setTimeout(task, ms),
  clearTimeout: timer => clearTimeout(timer),
};

/**
 * A client of a Tickwire server: one connection, kept up, for any number of subscribers in the program.
 * All callbacks run on the one thread there is, in the order of the messages; while one runs, nothing is read.
 */
export class TickwireClient {
  /** @param {ClientOptions} [options] */
  constructor(options = {}) {
    this.options = options;
    this.queueLimit = options.queueLimit ?? QUEUE_LIMIT;
    this.clock = options.clock ?? REAL_CLOCK;
    this.codec = new Codec(options.encoding ?? 'json', options.numbers ?? 'float');
    this.counts = {
      messages: 0, errors: 0, duplicates: 0, gaps: 0, missed: 0, resyncs: 0, reconnects: 0, dropped: 0, bytes: 0,
    };
    /** @type {Record<string, any> | undefined} the server's greeting */
    this.welcome = undefined;
    this.opens = 0;
    this.lastDataAt = 0;
    this.roundTrips = new Recent();
    this.transits = new Recent();
    this.emitter = new Emitter((error, event) => this.onThrow(error, event));
    this.subscriptions = new Subscriptions();
    this.streams = new Streams({
      now: this.clock.now, counts: this.counts, exponents: this.codec.exponents,
      tell: (event, message) => this.emitter.emit(event, message), send: message => this.send(message),
    });
    this.frames = new Frames(this);
    this.requests = new Requests(this.clock, options.requestTimeoutMs ?? 10_000);
    /** @type {Message[]} */
    this.outgoing = [];
    /** @type {{resolve: () => void, reject: (error: Error) => void}[]} */
    this.connecting = [];
    this.connection = new Connection(options, this.clock, {
      address: () => this.address(),
      onOpen: () => this.onOpen(),
      onFrame: frame => this.onFrame(frame),
      onEnd: end => this.onEnd(end),
      onNoToken: error => this.onThrow(error, 'token'),
      onPace: () => this.pump(),
      ping: () => this.ping().catch(() => undefined),
    });
  }

  /** @returns {'idle' | 'connecting' | 'open' | 'waiting' | 'closed'} */
  get state() {
    return this.connection.state;
  }

  /** The server's start, of which all sequences are; 0 before it is known. */
  get epoch() {
    return this.streams.epoch;
  }

  /**
   * Connect, and stay connected until `close`.
   *
   * @returns {Promise<void>} resolves when the connection is open; rejects where no further dial will be made
   */
  connect() {
    if (this.state === 'open') return Promise.resolve();
    const promise = new Promise((resolve, reject) => {
      this.connecting.push({ resolve: () => resolve(undefined), reject });
    });
    if (this.state === 'idle' || this.state === 'closed') this.connection.dial();
    return /** @type {Promise<void>} */ (promise);
  }

  /** End the connection and do not come back; `connect` begins anew, with the same subscriptions. */
  close() {
    if (this.state !== 'idle' && this.state !== 'closed') this.connection.end(1000, 'closed by the program', true);
  }

  /**
   * Have messages. Who asks for what another has already shares it.
   *
   * @param {SubscriptionOptions} options
   * @param {(message: Message, handle: Handle) => unknown} [callback]
   * @returns {Handle}
   */
  subscribe(options, callback) {
    const handle = new Handle(this, callback);
    this.enlist(handle, options);
    return handle;
  }

  /** @param {Handle} handle @param {SubscriptionOptions} options */
  enlist(handle, options) {
    const refusal = this.subscriptions.add(handle, options, this.codec.encoding === 'compact');
    if (refusal === '') {
      this.autoConnect();
      this.pump();
    } else {
      handle.end();
      this.counts.errors++;
      this.emitter.emit('error', { type: 'error', code: 'conflicting_view', message: refusal });
    }
  }

  /** @param {Handle} handle */
  endHandle(handle) {
    this.subscriptions.remove(handle).forEach(message => this.state === 'open' && this.send(message));
    this.streams.endUnless(stream => this.subscriptions.handlesOf(stream).length > 0);
    this.pump();
  }

  /** @param {Handle} handle @param {Partial<SubscriptionOptions>} changes */
  updateHandle(handle, changes) {
    this.subscriptions.change(handle, changes).forEach(message => this.state === 'open' && this.send(message));
  }

  /**
   * Listen: `market`, `trade`, `liquidation`, `signal`, `arbitrage`, `order`, `position`, `account`, `gap`, `stale`,
   * `status`, `broadcast`, `error`, `open`, `close`; `message` is all that comes.
   *
   * @param {string} event
   * @param {(value: any) => unknown} callback
   * @returns {() => void} ends it
   */
  on(event, callback) {
    return this.emitter.on(event, callback);
  }

  /** @param {string} event @param {(value: any) => unknown} callback */
  off(event, callback) {
    this.emitter.off(event, callback);
  }

  /**
   * Ask: `status`, `snapshot`, `symbols`, `subscriptions`, `metrics`, `health`, `history`, `stats`.
   *
   * @param {string} method
   * @param {Record<string, any>} [params]
   * @returns {Promise<any>} the result
   */
  async request(method, params) {
    return (await this.ask({ type: 'request', method, params, timestamp: this.clock.now() / 1000 })).result;
  }

  /** @param {string} channel a topic @param {any} data @returns {Promise<void>} the server has it */
  async publish(channel, data) {
    await this.ask({ type: 'publish', channel, data });
  }

  /** Say who you are. @param {string} token @returns {Promise<Message>} `authenticated` */
  auth(token) {
    return this.ask({ type: 'auth', token });
  }

  /** @returns {Promise<number>} the round trip in ms */
  async ping() {
    const sentAt = this.clock.now();
    await this.ask({ type: 'ping', timestamp: sentAt });
    const roundTrip = this.clock.now() - sentAt;
    this.roundTrips.add(roundTrip);
    return roundTrip;
  }

  /**
   * Any other message of the protocol, such as `replay_control`; answered by what has its `id`.
   *
   * @param {Message} message
   * @returns {Promise<Message>}
   */
  ask(message) {
    this.autoConnect();
    const { id, promise } = this.requests.make();
    this.send({ ...message, id });
    return promise;
  }

  /**
   * What is known of a book.
   *
   * @param {string} symbol as the server writes it, or as it was subscribed to
   * @param {string} [venue] the first that is known, where none is named
   * @param {number} [depth] levels a side
   * @returns {BookView | undefined}
   */
  book(symbol, venue, depth) {
    const stream = this.find('book', symbol, venue);
    return stream === undefined ? undefined : viewOf(stream, depth);
  }

  /**
   * The last message of a stream.
   *
   * @param {string} channel @param {string} symbol @param {string} [venue] @returns {Message | undefined}
   */
  latest(channel, symbol, venue) {
    return this.find(canonical(channel), symbol, venue)?.message;
  }

  /** @param {string} channel @param {string} symbol @param {string} [venue] @returns {Stream | undefined} */
  find(channel, symbol, venue) {
    const names = [symbol.toLowerCase()];
    for (const item of this.subscriptions.items.values()) {
      if (item.text.toLowerCase() === names[0]) item.names.forEach(name => names.push(name.toLowerCase()));
    }
    for (const stream of this.streams.byKey.values()) {
      if (stream.channel === channel && !stream.isEnded && names.includes(stream.symbol.toLowerCase())
        && (venue === undefined || stream.venue.toLowerCase() === venue.toLowerCase())) return stream;
    }
    return undefined;
  }

  /**
   * For who draws: the latest of each stream once an animation frame. Of a book that comes by its changes it is the
   * whole book.
   *
   * @param {(messages: Message[]) => unknown} callback
   * @returns {() => void} ends it
   */
  frame(callback) {
    return this.frames.on(callback);
  }

  /** @returns {import('./types.js').Metrics} */
  getMetrics() {
    const { messages, errors, ...others } = this.counts;
    return {
      messageCount: messages, errorCount: errors, activeConnections: this.state === 'open' ? 1 : 0,
      latency: this.roundTrips.median / 2, clockLatency: this.transits.median, ...others,
    };
  }

  /** @returns {import('./types.js').Health} */
  getHealth() {
    return healthOf(this);
  }

  /** @private */
  autoConnect() {
    if (this.state === 'idle' && this.options.autoConnect !== false) this.connect().catch(() => undefined);
  }

  /** @private @returns {{url: string, protocols: string[]} | Promise<{url: string, protocols: string[]}>} */
  address() {
    const { host = 'localhost', secure = false, path = '/ws', token } = this.options;
    const port = this.options.port ?? (secure ? 8766 : 8765);
    const url = this.options.url ?? `${secure ? 'wss' : 'ws'}://${host}:${port}${path}`;
    const query = this.codec.query;
    const withQuery = query === '' ? url : url + (url.includes('?') ? '&' : '?') + query;
    /** @param {string | undefined} given */
    const make = given => ({
      url: withQuery,
      protocols: given === undefined ? [this.codec.subprotocol] : [this.codec.subprotocol, `tickwire.token.${given}`],
    });
    const given = typeof token === 'function' ? token() : token;
    return given instanceof Promise ? given.then(make) : make(given);
  }

  /** Send as soon as the pace allows; who waits too long is turned away. @private @param {Message} message */
  send(message) {
    if (this.outgoing.length >= OUTGOING_LIMIT) {
      this.requests.fail(message.id, { type: 'error', code: 'rate_limited', message: 'too much waits to be sent' });
      this.counts.dropped++;
      return;
    }
    this.outgoing.push(message);
    this.pump();
  }

  /** @private */
  pump() {
    while (this.state === 'open') {
      if (this.outgoing.length === 0 && !this.subscriptions.hasNext) return;
      if (!this.connection.mayClaim()) return;
      const message = this.outgoing.shift()
        ?? this.subscriptions.next(this.requests.nextId(), this.welcome?.limits?.symbols_per_message ?? SYMBOL_LIMIT);
      if (message !== undefined) this.connection.send(this.codec.write(message));
    }
  }

  /** @private */
  onOpen() {
    if (this.opens++ > 0) this.counts.reconnects++;
    // What the program asks for comes after what it has.
    const waiting = this.outgoing.splice(0);
    this.subscriptions.restart(this.streams.byKey.values(), this.epoch);
    this.pump();
    this.outgoing.push(...waiting);
    this.pump();
    this.connecting.splice(0).forEach(({ resolve }) => resolve());
    this.emitter.emit('open', { type: 'open' });
    this.ping().catch(() => undefined);
  }

  /** @private @param {import('./connection.js').End} end */
  onEnd({ code, reason, wasOpen, willRetry, ending }) {
    this.streams.onEnd();
    this.outgoing = [];
    this.requests.failAll(new Error(`the connection has ended: ${code} ${reason}`.trimEnd()));
    if (wasOpen) this.emitter.emit('close', { type: 'close', code, reason, willRetry });
    if (ending !== '') {
      this.counts.errors++;
      this.emitter.emit('error', {
        type: 'error', code: ending, message: `the connection has ended for good: ${reason || ending}`, fatal: true,
      });
    }
    if (!willRetry) {
      this.connecting.splice(0).forEach(({ reject }) =>
        reject(new Error(`not connected: ${ending || code} ${reason}`.trimEnd())));
    }
  }

  /** @private @param {string | ArrayBuffer | Uint8Array} frame */
  onFrame(frame) {
    this.counts.bytes += typeof frame === 'string' ? frame.length : frame.byteLength;
    let message;
    try {
      message = this.codec.read(frame);
    } catch (error) {
      this.counts.errors++;
      this.emitter.emit('error', {
        type: 'error', code: 'invalid_message', message: /** @type {Error} */ (error).message, cause: error,
      });
      return;
    }
    this.counts.messages++;
    this.emitter.emit('message', message);
    const data = DATA[message.type];
    if (data === undefined) this.onControl(message);
    else this.onData(message, data.event);
  }

  /** @private @param {Message} message @param {string} event */
  onData(message, event) {
    const view = this.codec.sid < 0 || message.type !== 'orderbook_update' ? ''
      : this.subscriptions.views.get(this.codec.sid) ?? '';
    const stream = this.streams.of(message, view);
    if (!this.streams.onData(stream, message)) return;
    this.lastDataAt = this.clock.now();
    if (this.counts.messages % CLOCK_SAMPLE === 1 && typeof message.t_out === 'number') {
      this.transits.add(this.lastDataAt - message.t_out / 1000);
    }
    if (stream.routedAt !== this.subscriptions.version) {
      stream.handles = this.subscriptions.handlesOf(stream);
      stream.routedAt = this.subscriptions.version;
    }
    for (const handle of stream.handles) this.deliver(handle, message, event);
    this.frames.onData(stream);
    this.emitter.emit(event, message);
  }

  /** @private @param {Handle} handle @param {Message} message @param {string} event */
  deliver(handle, message, event) {
    if (handle.isEnded) return;
    handle.delivered++;
    if (handle.callback !== undefined) this.emitter.call(handle.callback, message, event, handle);
    handle.mailboxes.forEach(mailbox => mailbox.put(message));
  }

  /** @private @param {Message} message */
  onControl(message) {
    const type = message.type;
    if (IS_REPLY.has(type)) {
      this.requests.resolve(message);
    } else if (type === 'error') {
      this.onServerError(message);
    } else if (type === 'welcome') {
      this.welcome = message;
      this.streams.onEpoch(message.epoch);
    } else if (type === 'subscribed') {
      this.subscriptions.onSubscribed(message);
      this.streams.onSubscribed(message, sid => this.viewOf(sid));
      this.learnExponents(message);
    } else if (type === 'gap') {
      this.streams.onGap(message);
    } else if (type === 'stale') {
      this.streams.onStale(message);
    } else if (type === 'server_status' || type === 'status') {
      this.emitter.emit('status', message);
    } else if (type === 'broadcast' || type === 'heartbeat') {
      this.onTopic(message);
    } else if (type === 'ping') {
      this.send({ type: 'pong', timestamp: message.timestamp });
    } else if (type === 'shutdown') {
      this.connection.delayNext(message.retry_after_ms ?? 0);
    } else if (type === 'expiring') {
      this.renew();
    } else {
      this.requests.resolve(message);
    }
  }

  /** @private @param {number} sid */
  viewOf(sid) {
    return this.codec.encoding === 'compact' ? this.subscriptions.views.get(sid) ?? '' : '';
  }

  /** @private @param {Message} message */
  onTopic(message) {
    const channel = message.channel ?? message.type;
    for (const handle of [...this.subscriptions.handles]) {
      if ([...handle.items].some(item => isTopic(item.channel) && item.channel === channel)) {
        this.deliver(handle, message, 'broadcast');
      }
    }
    if (message.type === 'broadcast') this.emitter.emit('broadcast', message);
  }

  /** @private @param {Message} message */
  onServerError(message) {
    this.counts.errors++;
    if (this.subscriptions.onError(message)) this.connection.holdOff(message.retry_after_ms ?? 1000);
    this.requests.fail(message.id, message);
    this.emitter.emit('error', message);
  }

  /** Lists are left out where they would be long, and scaled numbers mean nothing without. @private */
  learnExponents(/** @type {Message} */ message) {
    if (this.codec.query !== 'num=scaled' || message.px_exp !== undefined || message.epoch === undefined
      || isPrivateChannel(message.channel) || message.channel === 'market') return;
    this.request('symbols').then(symbols => {
      for (const { symbol, px_exp, qty_exp } of symbols) this.codec.exponents.set(symbol, [px_exp, qty_exp]);
    }).catch(() => undefined);
  }

  /** @private */
  async renew() {
    if (typeof this.options.token !== 'function') return;
    try {
      const token = await this.options.token();
      // The server's refusal is told as each of its errors is.
      this.auth(token).catch(() => undefined);
    } catch (error) {
      this.onThrow(error, 'expiring');
    }
  }

  /** @private @param {unknown} error @param {string} event */
  onThrow(error, event) {
    this.counts.errors++;
    if (event === 'error') return;
    this.emitter.emit('error', {
      type: 'error', code: 'listener', message: `what the program does for ${event} has thrown: ${error}`, cause: error,
    });
  }
}
