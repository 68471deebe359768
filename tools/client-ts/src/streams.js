// The chain rule: what of each stream is known, what is a duplicate, what is missing, which books are to be trusted.
import { Book } from './book.js';
import { DATA, isEventChannel, isPrivateChannel, list, seconds } from './channels.js';

/** @typedef {import('./types.js').Message} Message */

const RESYNC_MS = 1000;

/** One stream: a channel's messages of a symbol at a venue, candles of one size. */
export class Stream {
  /**
   * @param {string} channel @param {string} symbol @param {string} venue @param {number} interval
   * @param {string} view @param {string} account
   */
  constructor(channel, symbol, venue, interval, view, account) {
    this.channel = channel;
    this.symbol = symbol;
    this.venue = venue;
    this.interval = interval;
    /** Of books in an encoding that tells them apart. */
    this.view = view;
    this.account = account;
    /** Of the last message; -1: not known. */
    this.seq = -1;
    /** @type {'live' | 'stale' | 'recovering'} */
    this.status = channel === 'book' ? 'recovering' : 'live';
    /** Whether each event of it comes. */
    this.isRaw = isEventChannel(channel);
    /** @type {Book | undefined} */
    this.book = channel === 'book' ? new Book() : undefined;
    this.isChecked = false;
    this.isEnded = false;
    this.resyncedAt = -Infinity;
    /** @type {Message | undefined} */
    this.message = undefined;
    /** @type {import('./handle.js').Handle[]} */
    this.handles = [];
    this.routedAt = -1;
  }
}

/**
 * What is counted, of all connections of a client.
 * @typedef {{messages: number, errors: number, duplicates: number, gaps: number, missed: number, resyncs: number,
 *     reconnects: number, dropped: number, bytes: number}} Counts
 */

/**
 * @typedef {object} Host
 * @property {() => number} now
 * @property {(event: string, message: Message) => void} tell
 * @property {(message: Message) => void} send
 * @property {Counts} counts
 * @property {Map<string, [number, number]>} exponents
 */

export class Streams {
  /** @param {Host} host */
  constructor(host) {
    this.host = host;
    /** @type {Map<string, Stream>} */
    this.byKey = new Map();
    this.epoch = 0;
  }

  /**
   * @param {string} channel @param {string} symbol @param {string} venue @param {number} interval @param {string} view
   * @param {string} account
   */
  stream(channel, symbol, venue, interval = 0, view = '', account = '') {
    const key = `${channel}|${symbol}|${venue}|${interval}|${view}|${account}`;
    let stream = this.byKey.get(key);
    if (stream === undefined) {
      stream = new Stream(channel, symbol, venue, interval, view, account);
      this.byKey.set(key, stream);
    }
    return stream;
  }

  /** @param {Message} message @param {string} view @returns {Stream} */
  of(message, view) {
    const channel = DATA[message.type].channel;
    const symbol = message.symbol ?? '';
    if (isPrivateChannel(channel)) return this.stream(channel, symbol, message.venue ?? '', 0, '', message.account);
    return this.stream(channel, symbol, channel === 'arbitrage' ? '' : message.venue ?? '',
      channel === 'candle' ? seconds(message.interval) : 0, view);
  }

  /**
   * @param {Stream} stream
   * @param {Message} message
   * @returns {boolean} whether it is news
   */
  onData(stream, message) {
    const { seq, pseq } = message;
    if (typeof seq !== 'number') {
      stream.message = message;
      return true;
    }
    const isEvent = isEventChannel(stream.channel);
    const isState = !isEvent && (pseq === 0 || message.kind === 'snapshot') && message.kind !== 'delta';
    if (!isState) {
      if (stream.book !== undefined && stream.status === 'recovering') {
        if (this.host.now() - stream.resyncedAt >= RESYNC_MS) this.resync(stream);
        return false;
      }
      if (seq <= stream.seq) {
        this.host.counts.duplicates++;
        return false;
      }
      if (stream.book !== undefined && pseq !== stream.seq) {
        this.break(stream);
        return false;
      }
      if (isEvent && stream.isRaw && stream.seq >= 0 && seq > stream.seq + 1) {
        this.tellGap(stream, 'unannounced', stream.seq + 1, seq - 1);
      }
    }
    stream.seq = seq;
    stream.isEnded = false;
    if (isState || stream.book === undefined) stream.status = 'live';
    stream.message = message;
    return stream.book === undefined || this.apply(stream, message);
  }

  /** @param {Stream} stream @param {Message} message */
  apply(stream, message) {
    const book = /** @type {Book} */ (stream.book);
    book.apply(/** @type {any} */ (message));
    const exponents = this.host.exponents.get(stream.symbol);
    if (typeof message.checksum !== 'number' || !stream.isChecked || exponents === undefined) return true;
    if (book.checksum(...exponents) === message.checksum) return true;
    this.host.counts.errors++;
    this.host.tell('error', {
      type: 'error', code: 'checksum', message: `the book of ${stream.symbol} at ${stream.venue} is wrong`,
    });
    this.break(stream);
    return false;
  }

  /** @param {Stream} stream */
  break(stream) {
    stream.book?.clear();
    stream.status = 'recovering';
    if (this.host.now() - stream.resyncedAt >= RESYNC_MS) this.resync(stream);
  }

  /** @param {Stream} stream */
  resync(stream) {
    stream.resyncedAt = this.host.now();
    this.host.counts.resyncs++;
    this.host.send({ type: 'resync', channel: stream.channel, symbol: stream.symbol, venue: stream.venue });
  }

  /** @param {Stream} stream @param {string} reason @param {number} from @param {number} to */
  tellGap(stream, reason, from, to) {
    this.host.counts.gaps++;
    this.host.counts.missed += to - from + 1;
    this.host.tell('gap', {
      type: 'gap', channel: stream.channel, symbol: stream.symbol, venue: stream.venue, from, to, reason,
    });
  }

  /** @param {Message} message a `gap` of the server */
  onGap(message) {
    const { channel, from, to } = message;
    const stream = this.stream(channel, message.symbol ?? '', message.venue ?? '', 0, '', message.account ?? '');
    if (typeof to === 'number' && to <= stream.seq) return;
    this.host.counts.gaps++;
    if (typeof to === 'number') {
      this.host.counts.missed += to - Math.max(from, stream.seq + 1) + 1;
      stream.seq = to;
    }
    this.host.tell('gap', message);
  }

  /** @param {Message} message a `stale` */
  onStale(message) {
    for (const stream of this.byKey.values()) {
      if ((message.channel === undefined || stream.channel === message.channel)
        && (!message.symbol || stream.symbol === message.symbol)
        && (!message.venue || stream.venue === message.venue)
        && stream.status !== 'recovering') stream.status = 'stale';
    }
    this.host.tell('stale', message);
  }

  /** @param {Message} message a `subscribed` @param {(sid: number) => string} viewOf of a book */
  onSubscribed(message, viewOf) {
    if (typeof message.epoch === 'number') this.onEpoch(message.epoch);
    if (isPrivateChannel(message.channel)) return;
    const isEvent = isEventChannel(message.channel);
    const symbols = list(message.symbol) ?? [];
    symbols.forEach((symbol, i) => {
      if (message.px_exp !== undefined) this.host.exponents.set(symbol, [message.px_exp[i], message.qty_exp[i]]);
      if (!isEvent && message.channel !== 'book') return;
      const stream = this.stream(message.channel, symbol, message.venue[i], 0,
        message.channel === 'book' ? viewOf(message.sid[i]) : '');
      if (message.channel === 'book') {
        stream.isChecked = message.checksum === true;
        stream.isEnded = false;
      } else this.onEventStream(stream, message, message.seq[i]);
    });
  }

  /** @param {Stream} stream @param {Message} message @param {number} seq */
  onEventStream(stream, message, seq) {
    stream.isRaw = message.class === undefined || message.class === 'raw';
    if (stream.seq >= 0 && message.recovered === true) return;
    if (stream.seq >= 0 && seq > stream.seq && stream.isRaw && !stream.isEnded) {
      this.tellGap(stream, 'unrecoverable', stream.seq + 1, seq);
    }
    stream.isEnded = false;
    stream.seq = Math.max(stream.seq, seq);
  }

  /** Another server, or one that began anew: nothing that is known of sequences holds. @param {number} epoch */
  onEpoch(epoch) {
    const isOther = this.epoch !== 0 && epoch !== this.epoch;
    this.epoch = epoch;
    if (!isOther) return;
    for (const stream of this.byKey.values()) {
      const hadSeq = stream.seq >= 0;
      stream.seq = -1;
      if (stream.book !== undefined) {
        stream.book.clear();
        stream.status = 'recovering';
      } else if (hadSeq && isEventChannel(stream.channel)) {
        this.host.counts.gaps++;
        this.host.tell('gap', {
          type: 'gap', channel: stream.channel, symbol: stream.symbol, venue: stream.venue, reason: 'unrecoverable',
        });
      }
    }
  }

  /** The connection has ended. */
  onEnd() {
    for (const stream of this.byKey.values()) {
      if (stream.status === 'live') stream.status = 'stale';
    }
  }

  /**
   * Those that nobody wants have ended: when they are asked for again, nothing was missed.
   *
   * @param {(stream: Stream) => boolean} isWanted
   */
  endUnless(isWanted) {
    for (const stream of this.byKey.values()) stream.isEnded = !isWanted(stream);
  }
}

/** @param {Stream} stream @param {number} [depth] @returns {import('./types.js').BookView} */
export function viewOf(stream, depth) {
  const book = stream.book;
  return {
    symbol: stream.symbol, venue: stream.venue, status: stream.status, seq: stream.seq,
    bids: book?.bids.slice(0, depth) ?? [], asks: book?.asks.slice(0, depth) ?? [],
  };
}
