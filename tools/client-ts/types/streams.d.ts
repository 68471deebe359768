import { Book } from './book.js';
export type Message = import('./types.js').Message;
/** One stream: a channel's messages of a symbol at a venue, candles of one size. */
export declare class Stream {
    channel: string;
    symbol: string;
    venue: string;
    interval: number;
    /** Of books in an encoding that tells them apart. */
    view: string;
    account: string;
    /** Of the last message; -1: not known. */
    seq: number;
    /** @type {'live' | 'stale' | 'recovering'} */
    status: 'live' | 'stale' | 'recovering';
    /** Whether each event of it comes. */
    isRaw: boolean;
    /** @type {Book | undefined} */
    book: Book | undefined;
    isChecked: boolean;
    isEnded: boolean;
    resyncedAt: number;
    /** @type {Message | undefined} */
    message: Message | undefined;
    /** @type {import('./handle.js').Handle[]} */
    handles: import('./handle.js').Handle[];
    routedAt: number;
    /**
     * @param {string} channel @param {string} symbol @param {string} venue @param {number} interval
     * @param {string} view @param {string} account
     */
    constructor(channel: string, symbol: string, venue: string, interval: number, view: string, account: string);
}
export type Counts = {
    messages: number;
    errors: number;
    duplicates: number;
    gaps: number;
    missed: number;
    resyncs: number;
    reconnects: number;
    dropped: number;
    bytes: number;
};
export type Host = {
    now: () => number;
    tell: (event: string, message: Message) => void;
    send: (message: Message) => void;
    counts: Counts;
    exponents: Map<string, [number, number]>;
};
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
export declare class Streams {
    host: Host;
    /** @type {Map<string, Stream>} */
    byKey: Map<string, Stream>;
    epoch: number;
    /** @param {Host} host */
    constructor(host: Host);
    /**
     * @param {string} channel @param {string} symbol @param {string} venue @param {number} interval @param {string} view
     * @param {string} account
     */
    stream(channel: string, symbol: string, venue: string, interval?: number, view?: string, account?: string): Stream;
    /** @param {Message} message @param {string} view @returns {Stream} */
    of(message: Message, view: string): Stream;
    /**
     * @param {Stream} stream
     * @param {Message} message
     * @returns {boolean} whether it is news
     */
    onData(stream: Stream, message: Message): boolean;
    /** @param {Stream} stream @param {Message} message */
    apply(stream: Stream, message: Message): boolean;
    /** @param {Stream} stream */
    break(stream: Stream): void;
    /** @param {Stream} stream */
    resync(stream: Stream): void;
    /** @param {Stream} stream @param {string} reason @param {number} from @param {number} to */
    tellGap(stream: Stream, reason: string, from: number, to: number): void;
    /** @param {Message} message a `gap` of the server */
    onGap(message: Message): void;
    /** @param {Message} message a `stale` */
    onStale(message: Message): void;
    /** @param {Message} message a `subscribed` @param {(sid: number) => string} viewOf of a book */
    onSubscribed(message: Message, viewOf: (sid: number) => string): void;
    /** @param {Stream} stream @param {Message} message @param {number} seq */
    onEventStream(stream: Stream, message: Message, seq: number): void;
    /** Another server, or one that began anew: nothing that is known of sequences holds. @param {number} epoch */
    onEpoch(epoch: number): void;
    /** The connection has ended. */
    onEnd(): void;
    /**
     * Those that nobody wants have ended: when they are asked for again, nothing was missed.
     *
     * @param {(stream: Stream) => boolean} isWanted
     */
    endUnless(isWanted: (stream: Stream) => boolean): void;
}
/** @param {Stream} stream @param {number} [depth] @returns {import('./types.js').BookView} */
export declare function viewOf(stream: Stream, depth?: number): import('./types.js').BookView;
