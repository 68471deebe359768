/** @typedef {import('./types.js').Message} Message */
export type Message = import('./types.js').Message;
/** The server's answer is an error. */
export declare class ServerError extends Error {
    code: any;
    retryAfterMs: any;
    /** @param {Message} error */
    constructor(error: Message);
}
/** What was asked, until its answer comes, or time is up. */
export declare class Requests {
    clock: import("./types.js").Clock;
    timeoutMs: number;
    lastId: number;
    /** @type {Map<number, {resolve: (message: Message) => void, reject: (error: Error) => void, timer: any}>} */
    waiting: Map<number, {
        resolve: (message: Message) => void;
        reject: (error: Error) => void;
        timer: any;
    }>;
    /** @param {import('./types.js').Clock} clock @param {number} timeoutMs */
    constructor(clock: import('./types.js').Clock, timeoutMs: number);
    nextId(): number;
    /** @returns {{id: number, promise: Promise<Message>}} */
    make(): {
        id: number;
        promise: Promise<Message>;
    };
    /** @param {number} id */
    take(id: number): {
        resolve: (message: Message) => void;
        reject: (error: Error) => void;
        timer: any;
    } | undefined;
    /** @param {Message} message */
    resolve(message: Message): void;
    /** @param {number} id @param {Message} error */
    fail(id: number, error: Message): void;
    /** @param {Error} error */
    failAll(error: Error): void;
}
