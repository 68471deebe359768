/**
 * CRC32C (Castagnoli) of bytes, unsigned.
 *
 * @param {Uint8Array} bytes
 * @returns {number}
 */
export declare function crc32c(bytes: Uint8Array): number;
