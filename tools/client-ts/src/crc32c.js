const POLYNOMIAL = 0x82f63b78;
const TABLE = new Int32Array(256);
for (let i = 0; i < 256; i++) {
  let value = i;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1;
  TABLE[i] = value;
}

/**
 * CRC32C (Castagnoli) of bytes, unsigned.
 *
 * @param {Uint8Array} bytes
 * @returns {number}
 */
export function crc32c(bytes) {
  let crc = -1;
  for (let i = 0; i < bytes.length; i++) crc = TABLE[(crc ^ bytes[i]) & 0xff] ^ (crc >>> 8);
  return ~crc >>> 0;
}
