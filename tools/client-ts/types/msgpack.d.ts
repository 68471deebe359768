/** A frame that is no msgpack, or not all of it. */
export declare class MsgpackError extends Error {
    offset: number;
    /** @param {string} message @param {number} offset of the byte that is wrong */
    constructor(message: string, offset: number);
}
/** A value of a type that an application defines. */
export declare class Extension {
    type: number;
    data: Uint8Array<ArrayBufferLike>;
    /** @param {number} type @param {Uint8Array} data */
    constructor(type: number, data: Uint8Array);
}
/**
 * Read one value, which has to be all there is.
 *
 * @param {Uint8Array | ArrayBuffer} data
 * @returns {any}
 * @throws {MsgpackError} where it is malformed
 */
export declare function decode(data: Uint8Array | ArrayBuffer): any;
/**
 * Write a value in as few bytes as it can be; fields that are undefined are left out.
 *
 * @param {any} value
 * @returns {Uint8Array}
 */
export declare function encode(value: any): Uint8Array;
