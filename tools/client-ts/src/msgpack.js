// msgpack (https://github.com/msgpack/msgpack/blob/master/spec.md), read and written exactly: whole numbers are numbers
// where a double holds them and bigints where it does not; bytes are Uint8Arrays; what is malformed is an error that
// names the byte where it stands. Timestamps and other extensions come as Extension.

const MAX_DEPTH = 64;
const SHORT_TEXT = 24;
const SCRATCH_BYTES = 1024;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const toUtf8 = new TextEncoder();

/** A frame that is no msgpack, or not all of it. */
export class MsgpackError extends Error {
  /** @param {string} message @param {number} offset of the byte that is wrong */
  constructor(message, offset) {
    super(`${message} at byte ${offset}`);
    this.name = 'MsgpackError';
    this.offset = offset;
  }
}

/** A value of a type that an application defines. */
export class Extension {
  /** @param {number} type @param {Uint8Array} data */
  constructor(type, data) {
    this.type = type;
    this.data = data;
  }
}

class Reader {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = 0;
  }

  /** @param {number} count @returns {number} where they begin */
  take(count) {
    const from = this.at;
    if (count > this.bytes.length - from) {
      throw new MsgpackError(`ends early: ${count} bytes are missing or not all there`, from);
    }
    this.at = from + count;
    return from;
  }

  /** @param {number} depth @returns {any} */
  read(depth) {
    const lead = this.bytes[this.take(1)];
    if (lead < 0x80) return lead;
    if (lead >= 0xe0) return lead - 0x100;
    if (lead < 0x90) return this.map(lead & 0x0f, depth);
    if (lead < 0xa0) return this.array(lead & 0x0f, depth);
    if (lead < 0xc0) return this.text(lead & 0x1f);
    const view = this.view;
    switch (lead) {
      case 0xc0: return null;
      case 0xc2: return false;
      case 0xc3: return true;
      case 0xc4: return this.binary(this.length8());
      case 0xc5: return this.binary(this.length16());
      case 0xc6: return this.binary(this.length32());
      case 0xc7: return this.extension(this.length8());
      case 0xc8: return this.extension(this.length16());
      case 0xc9: return this.extension(this.length32());
      case 0xca: return view.getFloat32(this.take(4));
      case 0xcb: return view.getFloat64(this.take(8));
      case 0xcc: return this.bytes[this.take(1)];
      case 0xcd: return view.getUint16(this.take(2));
      case 0xce: return view.getUint32(this.take(4));
      case 0xcf: return this.unsigned64();
      case 0xd0: return view.getInt8(this.take(1));
      case 0xd1: return view.getInt16(this.take(2));
      case 0xd2: return view.getInt32(this.take(4));
      case 0xd3: return this.signed64();
      case 0xd4: return this.extension(1);
      case 0xd5: return this.extension(2);
      case 0xd6: return this.extension(4);
      case 0xd7: return this.extension(8);
      case 0xd8: return this.extension(16);
      case 0xd9: return this.text(this.length8());
      case 0xda: return this.text(this.length16());
      case 0xdb: return this.text(this.length32());
      case 0xdc: return this.array(this.length16(), depth);
      case 0xdd: return this.array(this.length32(), depth);
      case 0xde: return this.map(this.length16(), depth);
      case 0xdf: return this.map(this.length32(), depth);
      default: throw new MsgpackError('a byte that begins no value (0xc1)', this.at - 1);
    }
  }

  length8() { return this.bytes[this.take(1)]; }

  length16() { return this.view.getUint16(this.take(2)); }

  length32() { return this.view.getUint32(this.take(4)); }

  unsigned64() {
    const at = this.take(8);
    const high = this.view.getUint32(at);
    return high < 0x200000 ? high * 0x100000000 + this.view.getUint32(at + 4) : this.view.getBigUint64(at);
  }

  signed64() {
    const at = this.take(8);
    const high = this.view.getInt32(at);
    if (high < 0x200000 && high >= -0x200000) {
      const value = high * 0x100000000 + this.view.getUint32(at + 4);
      if (Number.isSafeInteger(value)) return value;
    }
    return this.view.getBigInt64(at);
  }

  /** @param {number} length @returns {Uint8Array} */
  binary(length) {
    const from = this.take(length);
    return this.bytes.slice(from, from + length);
  }

  /** @param {number} length */
  extension(length) {
    const type = this.view.getInt8(this.take(1));
    return new Extension(type, this.binary(length));
  }

  /** @param {number} length @returns {string} */
  text(length) {
    const from = this.take(length);
    const bytes = this.bytes;
    if (length <= SHORT_TEXT) {
      let text = '';
      for (let i = from; i < this.at; i++) {
        if (bytes[i] >= 0x80) return this.decode(from, this.at);
        text += String.fromCharCode(bytes[i]);
      }
      return text;
    }
    return this.decode(from, this.at);
  }

  /** @param {number} from @param {number} to */
  decode(from, to) {
    try {
      return utf8.decode(this.bytes.subarray(from, to));
    } catch {
      throw new MsgpackError('a text that is no UTF-8', from);
    }
  }

  /** @param {number} count @param {number} depth @returns {any[]} */
  array(count, depth) {
    this.enter(count, depth);
    const array = [];
    for (let i = 0; i < count; i++) array.push(this.read(depth + 1));
    return array;
  }

  /** @param {number} count @param {number} depth @returns {Record<string, any>} */
  map(count, depth) {
    this.enter(2 * count, depth);
    /** @type {Record<string, any>} */
    const map = {};
    for (let i = 0; i < count; i++) {
      const at = this.at;
      const key = this.read(depth + 1);
      if (typeof key !== 'string' && typeof key !== 'number') {
        throw new MsgpackError('a key that is neither a text nor a number', at);
      }
      if (key === '__proto__') {
        Object.defineProperty(map, key,
          { value: this.read(depth + 1), enumerable: true, configurable: true, writable: true });
      } else {
        map[key] = this.read(depth + 1);
      }
    }
    return map;
  }

  /** What can not be there for want of bytes is an error before anything is made for it. */
  enter(/** @type {number} */ values, /** @type {number} */ depth) {
    if (values > this.bytes.length - this.at) {
      throw new MsgpackError(`ends early: ${values} values can not be in what is left`, this.at);
    }
    if (depth >= MAX_DEPTH) throw new MsgpackError(`more than ${MAX_DEPTH} maps and lists in each other`, this.at);
  }
}

/**
 * Read one value, which has to be all there is.
 *
 * @param {Uint8Array | ArrayBuffer} data
 * @returns {any}
 * @throws {MsgpackError} where it is malformed
 */
export function decode(data) {
  const reader = new Reader(data instanceof Uint8Array ? data : new Uint8Array(data));
  const value = reader.read(0);
  if (reader.at !== reader.bytes.length) throw new MsgpackError('more than one value', reader.at);
  return value;
}

class Writer {
  constructor() {
    this.bytes = new Uint8Array(SCRATCH_BYTES);
    this.view = new DataView(this.bytes.buffer);
    this.at = 0;
  }

  /** @param {number} count @returns {number} where they may be written */
  room(count) {
    const from = this.at;
    if (from + count > this.bytes.length) {
      const larger = new Uint8Array(Math.max(2 * this.bytes.length, from + count));
      larger.set(this.bytes);
      this.bytes = larger;
      this.view = new DataView(larger.buffer);
    }
    this.at = from + count;
    return from;
  }

  /** @param {number} value */
  byte(value) {
    const at = this.room(1);
    this.bytes[at] = value;
  }

  /** @param {number} lead @param {1 | 2 | 4 | 8} size @param {number | bigint} value */
  number(lead, size, value) {
    const at = this.room(1 + size);
    const view = this.view;
    view.setUint8(at, lead);
    if (typeof value === 'bigint') view.setBigUint64(at + 1, BigInt.asUintN(64, value));
    else if (size === 1) view.setUint8(at + 1, value);
    else if (size === 2) view.setUint16(at + 1, value);
    else if (size === 4) view.setUint32(at + 1, value);
    else view.setFloat64(at + 1, value);
  }

  /** @param {number} short @param {number} limit @param {number[]} leads of 8, 16 and 32 bits @param {number} length */
  head(short, limit, leads, length) {
    if (length < limit) this.byte(short | length);
    else if (length < 0x100 && leads[0]) this.number(leads[0], 1, length);
    else if (length < 0x10000) this.number(leads[1], 2, length);
    else this.number(leads[2], 4, length);
  }

  /** @param {any} value @param {number} depth */
  write(value, depth) {
    if (depth > MAX_DEPTH) throw new RangeError(`more than ${MAX_DEPTH} maps and lists in each other`);
    switch (typeof value) {
      case 'string': return this.text(value);
      case 'number': return this.double(value);
      case 'bigint': return this.whole(value);
      case 'boolean': return this.byte(value ? 0xc3 : 0xc2);
      case 'undefined': return this.byte(0xc0);
      case 'object': return this.object(value, depth);
      default: throw new TypeError(`msgpack has nothing for a ${typeof value}`);
    }
  }

  /** @param {string} value */
  text(value) {
    const bytes = toUtf8.encode(value);
    this.head(0xa0, 32, [0xd9, 0xda, 0xdb], bytes.length);
    const at = this.room(bytes.length);
    this.bytes.set(bytes, at);
  }

  /** @param {number} value */
  double(value) {
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) return this.number(0xcb, 8, value);
    if (value >= 0) {
      if (value < 0x80) this.byte(value);
      else if (value < 0x100) this.number(0xcc, 1, value);
      else if (value < 0x10000) this.number(0xcd, 2, value);
      else if (value < 0x100000000) this.number(0xce, 4, value);
      else this.number(0xcf, 8, BigInt(value));
    } else if (value >= -0x20) this.byte(value & 0xff);
    else if (value >= -0x80) this.number(0xd0, 1, value);
    else if (value >= -0x8000) this.number(0xd1, 2, value);
    else if (value >= -0x80000000) this.number(0xd2, 4, value);
    else this.number(0xd3, 8, BigInt(value));
    return undefined;
  }

  /** @param {bigint} value */
  whole(value) {
    if (value >= 0n && value === BigInt.asUintN(64, value)) this.number(0xcf, 8, value);
    else if (value < 0n && value === BigInt.asIntN(64, value)) this.number(0xd3, 8, value);
    else throw new RangeError(`a whole number beyond 64 bits: ${value}`);
  }

  /** @param {any} value @param {number} depth */
  object(value, depth) {
    if (value === null) {
      this.byte(0xc0);
    } else if (Array.isArray(value)) {
      this.head(0x90, 16, [0, 0xdc, 0xdd], value.length);
      for (const element of value) this.write(element, depth + 1);
    } else if (value instanceof Uint8Array) {
      this.head(0, 0, [0xc4, 0xc5, 0xc6], value.length);
      const at = this.room(value.length);
      this.bytes.set(value, at);
    } else if (value instanceof Extension) {
      this.head(0, 0, [0xc7, 0xc8, 0xc9], value.data.length);
      const at = this.room(1 + value.data.length);
      this.view.setInt8(at, value.type);
      this.bytes.set(value.data, at + 1);
    } else {
      const entries = Object.entries(value).filter(entry => entry[1] !== undefined);
      this.head(0x80, 16, [0, 0xde, 0xdf], entries.length);
      for (const [key, element] of entries) {
        this.text(key);
        this.write(element, depth + 1);
      }
    }
  }
}

/**
 * Write a value in as few bytes as it can be; fields that are undefined are left out.
 *
 * @param {any} value
 * @returns {Uint8Array}
 */
export function encode(value) {
  const writer = new Writer();
  writer.write(value, 0);
  return writer.bytes.slice(0, writer.at);
}
