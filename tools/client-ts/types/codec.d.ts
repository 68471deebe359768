export type Message = import('./types.js').Message;
export type Encoding = 'json' | 'msgpack' | 'compact';
export type Numbers = 'float' | 'string' | 'bigint';
/** A frame that can not be read. */
export declare class FrameError extends Error {
    /** @param {string} message @param {unknown} [cause] */
    constructor(message: string, cause?: unknown);
}
/** Reads and writes messages of one connection. */
export declare class Codec {
    encoding: Encoding;
    numbers: Numbers;
    /** The stream id of what was read last; -1 where the encoding has none. */
    sid: number;
    /** @type {Map<string, [number, number]>} of price and quantity, by symbol */
    exponents: Map<string, [number, number]>;
    /** @param {Encoding} encoding @param {Numbers} numbers */
    constructor(encoding: Encoding, numbers: Numbers);
    /** The subprotocol to ask for. */
    get subprotocol(): string;
    /** The query by which numbers are asked for; '' where they come as they are by default. */
    get query(): "" | "num=scaled" | "num=str";
    /** @param {Message} message @returns {string | Uint8Array} */
    write(message: Message): string | Uint8Array;
    /**
     * @param {string | ArrayBuffer | Uint8Array} frame
     * @returns {Message}
     * @throws {FrameError} where it is no message
     */
    read(frame: string | ArrayBuffer | Uint8Array): Message;
    /** @param {any[]} array @returns {Message} */
    expand(array: any[]): Message;
    /** Texts of decimals, or mantissas with their exponents. @param {Message} message @returns {Message} */
    exact(message: Message): Message;
    /** @param {(value: any, exponent: number) => any} convert @param {any} value @param {number} exponent */
    convert(convert: (value: any, exponent: number) => any, value: any, exponent: number): any;
}
