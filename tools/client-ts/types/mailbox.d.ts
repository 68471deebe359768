/**
 * Messages that wait for whoever iterates: bounded, the oldest is dropped and counted where there is no room.
 * @template T
 */
export declare class Mailbox<T> {
    limit: number;
    onDrop: () => void;
    /** @type {(T | undefined)[]} a ring */
    slots: (T | undefined)[];
    head: number;
    size: number;
    isEnded: boolean;
    /** @type {((result: IteratorResult<T, undefined>) => void)[]} */
    waiting: ((result: IteratorResult<T, undefined>) => void)[];
    /** @param {number} limit @param {() => void} onDrop */
    constructor(limit: number, onDrop: () => void);
    /** @param {T} value */
    put(value: T): void;
    /** @returns {T} */
    poll(): T;
    /** What is in it can still be taken. */
    end(): void;
    /** @returns {Promise<IteratorResult<T, undefined>>} */
    next(): Promise<IteratorResult<T, undefined>>;
}
