import { Codec } from './codec.js';
import { Connection } from './connection.js';
import { Emitter } from './emitter.js';
import { Frames } from './frames.js';
import { Handle } from './handle.js';
import { Recent } from './latency.js';
import { Requests } from './requests.js';
import { Streams } from './streams.js';
import { Subscriptions } from './subscriptions.js';
export type Message = import('./types.js').Message;
export type ClientOptions = import('./types.js').ClientOptions;
export type SubscriptionOptions = import('./types.js').SubscriptionOptions;
export type BookView = import('./types.js').BookView;
export type Stream = import('./streams.js').Stream;
/**
 * A client of a Tickwire server: one connection, kept up, for any number of subscribers in the program.
 * All callbacks run on the one thread there is, in the order of the messages; while one runs, nothing is read.
 */
export declare class TickwireClient {
    options: import("./types.js").ClientOptions;
    queueLimit: number;
    clock: import("./types.js").Clock;
    codec: Codec;
    counts: {
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
    /** @type {Record<string, any> | undefined} the server's greeting */
    welcome: Record<string, any> | undefined;
    opens: number;
    lastDataAt: number;
    roundTrips: Recent;
    transits: Recent;
    emitter: Emitter;
    subscriptions: Subscriptions;
    streams: Streams;
    frames: Frames;
    requests: Requests;
    /** @type {Message[]} */
    outgoing: Message[];
    /** @type {{resolve: () => void, reject: (error: Error) => void}[]} */
    connecting: {
        resolve: () => void;
        reject: (error: Error) => void;
    }[];
    connection: Connection;
    /** @param {ClientOptions} [options] */
    constructor(options?: ClientOptions);
    /** @returns {'idle' | 'connecting' | 'open' | 'waiting' | 'closed'} */
    get state(): 'idle' | 'connecting' | 'open' | 'waiting' | 'closed';
    /** The server's start, of which all sequences are; 0 before it is known. */
    get epoch(): number;
    /**
     * Connect, and stay connected until `close`.
     *
     * @returns {Promise<void>} resolves when the connection is open; rejects where no further dial will be made
     */
    connect(): Promise<void>;
    /** End the connection and do not come back; `connect` begins anew, with the same subscriptions. */
    close(): void;
    /**
     * Have messages. Who asks for what another has already shares it.
     *
     * @param {SubscriptionOptions} options
     * @param {(message: Message, handle: Handle) => unknown} [callback]
     * @returns {Handle}
     */
    subscribe(options: SubscriptionOptions, callback?: (message: Message, handle: Handle) => unknown): Handle;
    /** @param {Handle} handle @param {SubscriptionOptions} options */
    enlist(handle: Handle, options: SubscriptionOptions): void;
    /** @param {Handle} handle */
    endHandle(handle: Handle): void;
    /** @param {Handle} handle @param {Partial<SubscriptionOptions>} changes */
    updateHandle(handle: Handle, changes: Partial<SubscriptionOptions>): void;
    /**
     * Listen: `market`, `trade`, `liquidation`, `signal`, `arbitrage`, `order`, `position`, `account`, `gap`, `stale`,
     * `status`, `broadcast`, `error`, `open`, `close`; `message` is all that comes.
     *
     * @param {string} event
     * @param {(value: any) => unknown} callback
     * @returns {() => void} ends it
     */
    on(event: string, callback: (value: any) => unknown): () => void;
    /** @param {string} event @param {(value: any) => unknown} callback */
    off(event: string, callback: (value: any) => unknown): void;
    /**
     * Ask: `status`, `snapshot`, `symbols`, `subscriptions`, `metrics`, `health`, `history`, `stats`.
     *
     * @param {string} method
     * @param {Record<string, any>} [params]
     * @returns {Promise<any>} the result
     */
    request(method: string, params?: Record<string, any>): Promise<any>;
    /** @param {string} channel a topic @param {any} data @returns {Promise<void>} the server has it */
    publish(channel: string, data: any): Promise<void>;
    /** Say who you are. @param {string} token @returns {Promise<Message>} `authenticated` */
    auth(token: string): Promise<Message>;
    /** @returns {Promise<number>} the round trip in ms */
    ping(): Promise<number>;
    /**
     * Any other message of the protocol, such as `replay_control`; answered by what has its `id`.
     *
     * @param {Message} message
     * @returns {Promise<Message>}
     */
    ask(message: Message): Promise<Message>;
    /**
     * What is known of a book.
     *
     * @param {string} symbol as the server writes it, or as it was subscribed to
     * @param {string} [venue] the first that is known, where none is named
     * @param {number} [depth] levels a side
     * @returns {BookView | undefined}
     */
    book(symbol: string, venue?: string, depth?: number): BookView | undefined;
    /**
     * The last message of a stream.
     *
     * @param {string} channel @param {string} symbol @param {string} [venue] @returns {Message | undefined}
     */
    latest(channel: string, symbol: string, venue?: string): Message | undefined;
    /** @param {string} channel @param {string} symbol @param {string} [venue] @returns {Stream | undefined} */
    find(channel: string, symbol: string, venue?: string): Stream | undefined;
    /**
     * For who draws: the latest of each stream once an animation frame. Of a book that comes by its changes it is the
     * whole book.
     *
     * @param {(messages: Message[]) => unknown} callback
     * @returns {() => void} ends it
     */
    frame(callback: (messages: Message[]) => unknown): () => void;
    /** @returns {import('./types.js').Metrics} */
    getMetrics(): import('./types.js').Metrics;
    /** @returns {import('./types.js').Health} */
    getHealth(): import('./types.js').Health;
    /** @private */
    private autoConnect;
    /** @private @returns {{url: string, protocols: string[]} | Promise<{url: string, protocols: string[]}>} */
    private address;
    /** Send as soon as the pace allows; who waits too long is turned away. @private @param {Message} message */
    private send;
    /** @private */
    private pump;
    /** @private */
    private onOpen;
    /** @private @param {import('./connection.js').End} end */
    private onEnd;
    /** @private @param {string | ArrayBuffer | Uint8Array} frame */
    private onFrame;
    /** @private @param {Message} message @param {string} event */
    private onData;
    /** @private @param {Handle} handle @param {Message} message @param {string} event */
    private deliver;
    /** @private @param {Message} message */
    private onControl;
    /** @private @param {number} sid */
    private viewOf;
    /** @private @param {Message} message */
    private onTopic;
    /** @private @param {Message} message */
    private onServerError;
    /** Lists are left out where they would be long, and scaled numbers mean nothing without. @private */
    private learnExponents;
    /** @private */
    private renew;
    /** @private @param {unknown} error @param {string} event */
    private onThrow;
}
