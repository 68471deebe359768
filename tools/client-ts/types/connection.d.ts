export type ClientOptions = import('./types.js').ClientOptions;
export type Clock = import('./types.js').Clock;
/** Whether one comes back after a close code. @param {number} code @param {boolean} hasSupplier of tokens */
export declare const isFinal: (code: number, hasSupplier: boolean) => boolean;
export type End = {
    code: number;
    reason: string;
    wasOpen: boolean;
    willRetry: boolean;
    ending: string;
};
export type ConnectionHooks = {
    address: () => {
        url: string;
        protocols: string[];
    } | Promise<{
        url: string;
        protocols: string[];
    }>;
    onOpen: () => void;
    onFrame: (frame: string | ArrayBuffer | Uint8Array) => void;
    onEnd: (end: End) => void;
    /**
     * whoever gives tokens has thrown
     */
    onNoToken: (error: unknown) => void;
    /**
     * there is room to send again
     */
    onPace: () => void;
    ping: () => void;
};
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
export declare class Connection {
    options: import("./types.js").ClientOptions;
    clock: import("./types.js").Clock;
    hooks: ConnectionHooks;
    /** @type {'idle' | 'connecting' | 'open' | 'waiting' | 'closed'} */
    state: 'idle' | 'connecting' | 'open' | 'waiting' | 'closed';
    /** @type {any} */
    socket: any;
    /** Moves with each dial and end: who comes with an older one comes too late. */
    generation: number;
    attempt: number;
    extraWaitMs: number;
    status: number;
    isHopeless: boolean;
    receivedAt: number;
    pingedAt: number;
    allowance: number;
    allowedAt: number;
    /** @type {any} */
    timer: any;
    /** @type {any} */
    paceTimer: any;
    /** @param {ClientOptions} options @param {Clock} clock @param {ConnectionHooks} hooks */
    constructor(options: ClientOptions, clock: Clock, hooks: ConnectionHooks);
    dial(): void;
    /** There is no token now; there may be one later. @param {number} generation @param {unknown} error */
    retry(generation: number, error: unknown): void;
    /** @param {number} generation @param {any} SocketClass @param {{url: string, protocols: string[]}} address */
    open(generation: number, SocketClass: any, address: {
        url: string;
        protocols: string[];
    }): void;
    opened(): void;
    check(): void;
    /** Whether a message may be sent now; who may not hears `onPace`. */
    mayClaim(): boolean;
    /** @param {number} ms */
    holdOff(ms: number): void;
    /** @param {string | Uint8Array} frame */
    send(frame: string | Uint8Array): void;
    /** @param {number} ms of which the server says that it needs them */
    delayNext(ms: number): void;
    /**
     * It is over: by the other side, by silence, or by the program (then `isOwn`).
     *
     * @param {number} code @param {string} reason @param {boolean} isOwn
     */
    end(code: number, reason: string, isOwn?: boolean): void;
    waitMs(): number;
    /** One timer at a time. @param {number} ms @param {() => void} task */
    after(ms: number, task: () => void): void;
}
