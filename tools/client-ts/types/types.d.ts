/**
 * A message of the protocol: a map with a `type`; its fields are those of transport/protocol/README.md.
 * @typedef {{type: string, [field: string]: any}} Message
 */
export type Message = {
    type: string;
    [field: string]: any;
};
export type ClientOptions = {
    /**
     * such as `wss://host:8766/ws`; or host, port, path and secure
     */
    url?: string;
    /**
     * default: localhost
     */
    host?: string;
    /**
     * default: 8765, with secure 8766
     */
    port?: number;
    /**
     * default: /ws
     */
    path?: string;
    /**
     * TLS
     */
    secure?: boolean;
    /**
     * default: json
     */
    encoding?: import('./codec.js').Encoding;
    /**
     * prices and quantities as doubles (default), as exact texts, or as
     * bigint mantissas beside `px_exp` and `qty_exp`
     */
    numbers?: import('./codec.js').Numbers;
    /**
     * who you are; a function is asked at each dial and when
     * the token is about to expire
     */
    token?: string | (() => string | Promise<string>);
    /**
     * whether the first subscribe or request connects (default)
     */
    autoConnect?: boolean;
    /**
     * whether to dial again (default)
     */
    reconnect?: boolean;
    /**
     * a fixed wait between dials instead of jitter
     */
    reconnectDelayMs?: number;
    /**
     * default: 10,000
     */
    connectTimeoutMs?: number;
    /**
     * default: 10,000
     */
    requestTimeoutMs?: number;
    /**
     * messages that an iterator may hold; then the oldest is dropped. Default: 1,024
     */
    queueLimit?: number;
    /**
     * what other systems' clients were given, and the server's settings hold here
     */
    maxConnections?: number;
    /**
     * likewise
     */
    rateLimit?: object;
    /**
     * likewise
     */
    security?: object;
    /**
     * a class like the browser's, where there is none in globalThis
     */
    WebSocket?: any;
    clock?: Clock;
    /**
     * from 0 to 1, for jitter
     */
    random?: () => number;
};
export type Clock = {
    /**
     * in ms
     */
    now: () => number;
    setTimeout: (task: () => void, ms: number) => any;
    clearTimeout: (timer: any) => void;
};
export type SubscriptionOptions = {
    /**
     * default: price
     */
    channel?: string | string[];
    channels?: string | string[];
    /**
     * names, patterns (`btc*`), accounts on private channels; none: all
     */
    symbols?: string | string[];
    venues?: string | string[];
    /**
     * a candle's size, else the least time between two messages
     */
    interval?: string | number;
    /**
     * of books
     */
    depth?: number | 'full';
    mode?: 'raw' | 'latest' | 'interval' | 'snapshot' | 'delta';
    /**
     * go on after `seq` of one stream
     */
    since?: {
        epoch: number;
        seq: number;
    };
    max_age_us?: number;
    on_slow?: 'gap' | 'disconnect';
    snapshot?: boolean;
    /**
     * of books: verified, and a wrong one heals the book
     */
    checksum?: boolean;
};
export type Metrics = {
    /**
     * whatever was read
     */
    messageCount: number;
    errorCount: number;
    /**
     * 0 or 1
     */
    activeConnections: number;
    /**
     * ms: half of the median round trip of the last pings; 0 before the first
     */
    latency: number;
    /**
     * ms from the server's `t_out` to here, lately; means something where clocks agree
     */
    clockLatency: number;
    duplicates: number;
    gaps: number;
    /**
     * messages of event streams that will not come
     */
    missed: number;
    resyncs: number;
    reconnects: number;
    /**
     * messages that iterators had no room for
     */
    dropped: number;
    /**
     * bytes of binary messages, characters of texts
     */
    bytes: number;
};
export type Component = {
    /**
     * healthy, degraded or down
     */
    status: string;
    details?: any;
};
export type Health = {
    status: string;
    components: Record<string, Component>;
};
export type BookView = {
    symbol: string;
    venue: string;
    status: 'live' | 'stale' | 'recovering';
    seq: number;
    /**
     * the best first
     */
    bids: import('./book.js').Level[];
    /**
     * the best first
     */
    asks: import('./book.js').Level[];
};
export type ErrorEvent = {
    code: string;
    message: string;
    fatal?: boolean;
    cause?: unknown;
    [field: string]: any;
};
/**
 * @typedef {object} ClientOptions
 * @property {string} [url] such as `wss://host:8766/ws`; or host, port, path and secure
 * @property {string} [host] default: localhost
 * @property {number} [port] default: 8765, with secure 8766
 * @property {string} [path] default: /ws
 * @property {boolean} [secure] TLS
 * @property {import('./codec.js').Encoding} [encoding] default: json
 * @property {import('./codec.js').Numbers} [numbers] prices and quantities as doubles (default), as exact texts, or as
 *     bigint mantissas beside `px_exp` and `qty_exp`
 * @property {string | (() => string | Promise<string>)} [token] who you are; a function is asked at each dial and when
 *     the token is about to expire
 * @property {boolean} [autoConnect] whether the first subscribe or request connects (default)
 * @property {boolean} [reconnect] whether to dial again (default)
 * @property {number} [reconnectDelayMs] a fixed wait between dials instead of jitter
 * @property {number} [connectTimeoutMs] default: 10,000
 * @property {number} [requestTimeoutMs] default: 10,000
 * @property {number} [queueLimit] messages that an iterator may hold; then the oldest is dropped. Default: 1,024
 * @property {number} [maxConnections] what other systems' clients were given, and the server's settings hold here
 * @property {object} [rateLimit] likewise
 * @property {object} [security] likewise
 * @property {any} [WebSocket] a class like the browser's, where there is none in globalThis
 * @property {Clock} [clock]
 * @property {() => number} [random] from 0 to 1, for jitter
 */
/**
 * Time, so that tests can step it.
 * @typedef {object} Clock
 * @property {() => number} now in ms
 * @property {(task: () => void, ms: number) => any} setTimeout
 * @property {(timer: any) => void} clearTimeout
 */
/**
 * @typedef {object} SubscriptionOptions
 * @property {string | string[]} [channel] default: price
 * @property {string | string[]} [channels]
 * @property {string | string[]} [symbols] names, patterns (`btc*`), accounts on private channels; none: all
 * @property {string | string[]} [venues]
 * @property {string | number} [interval] a candle's size, else the least time between two messages
 * @property {number | 'full'} [depth] of books
 * @property {'raw' | 'latest' | 'interval' | 'snapshot' | 'delta'} [mode]
 * @property {{epoch: number, seq: number}} [since] go on after `seq` of one stream
 * @property {number} [max_age_us]
 * @property {'gap' | 'disconnect'} [on_slow]
 * @property {boolean} [snapshot]
 * @property {boolean} [checksum] of books: verified, and a wrong one heals the book
 */
/**
 * @typedef {object} Metrics
 * @property {number} messageCount whatever was read
 * @property {number} errorCount
 * @property {number} activeConnections 0 or 1
 * @property {number} latency ms: half of the median round trip of the last pings; 0 before the first
 * @property {number} clockLatency ms from the server's `t_out` to here, lately; means something where clocks agree
 * @property {number} duplicates
 * @property {number} gaps
 * @property {number} missed messages of event streams that will not come
 * @property {number} resyncs
 * @property {number} reconnects
 * @property {number} dropped messages that iterators had no room for
 * @property {number} bytes bytes of binary messages, characters of texts
 */
/**
 * @typedef {object} Component
 * @property {string} status healthy, degraded or down
 * @property {any} [details]
 */
/** @typedef {{status: string, components: Record<string, Component>}} Health */
/**
 * @typedef {object} BookView
 * @property {string} symbol
 * @property {string} venue
 * @property {'live' | 'stale' | 'recovering'} status
 * @property {number} seq
 * @property {import('./book.js').Level[]} bids the best first
 * @property {import('./book.js').Level[]} asks the best first
 */
/**
 * What went wrong: the server's error, a frame that can not be read, a listener that threw.
 * @typedef {{code: string, message: string, fatal?: boolean, cause?: unknown, [field: string]: any}} ErrorEvent
 */
export {};
