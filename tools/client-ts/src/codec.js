// Encodings: what the server sends becomes the maps of the protocol, whatever the encoding.
import * as msgpack from './msgpack.js';
import * as json from './json.js';
import { toMantissa, toText } from './decimal.js';

/** @typedef {import('./types.js').Message} Message */
/** @typedef {'json' | 'msgpack' | 'compact'} Encoding */
/** @typedef {'float' | 'string' | 'bigint'} Numbers */

const HEAD = ['sid', 'seq', 'pseq', 'g', 't_ex', 't_in', 't_out'];
const ENVELOPE = ['n', 'hi', 'lo', 'first', 'vol'];
const FIRST_PRIVATE = 12;

/** @param {string} type @param {string} fields */
const shape = (type, fields) => ({ type, fields: fields.split(' ') });

const BOOK = 'symbol bids asks timestamp venue checksum';

/** By T, the first element. */
const SHAPES = [
  undefined,
  shape('price_update', 'symbol price change_24h volume_24h timestamp venue bid ask bid_qty ask_qty'),
  shape('orderbook_update', BOOK),
  shape('orderbook_update', BOOK),
  shape('trade_update', 'symbol venue price quantity side trade_id timestamp'),
  shape('bbo_update', 'symbol venue bid bid_qty ask ask_qty timestamp'),
  shape('signal_update', 'symbol indicator signal value confidence timestamp venue'),
  shape('candle_update', 'symbol interval open high low close volume trades closed timestamp venue'),
  shape('market_update', 'data timestamp'),
  shape('stats_update',
    'symbol open_24h high_24h low_24h change_24h volume_24h vwap_24h trades_24h timestamp venue'),
  shape('liquidation_update', 'symbol venue side price quantity timestamp'),
  shape('arbitrage_update', 'symbol buy_venue sell_venue buy_price sell_price quantity spread_bps timestamp'),
  shape('order_update', 'account symbol venue order_id client_order_id side order_type status price quantity '
    + 'filled_quantity average_price timestamp'),
  shape('execution_update', 'account symbol venue execution_id order_id side price quantity fee fee_asset liquidity '
    + 'timestamp'),
  shape('position_update', 'account symbol venue quantity entry_price mark_price liquidation_price unrealized_pnl '
    + 'realized_pnl timestamp'),
  shape('account_update', 'account venue asset balance available timestamp'),
];

const PRICES = new Set(('price bid ask open high low close open_24h high_24h low_24h vwap_24h buy_price sell_price '
  + 'hi lo first').split(' '));
const QUANTITIES = new Set('quantity bid_qty ask_qty volume volume_24h vol'.split(' '));
/** @type {Record<string, number>} */
const FIXED = { change_24h: -4, confidence: -4, spread_bps: -2, value: -8 };
/** Those that are scaled; others have floats in all encodings. */
const SCALED = new Set(('price_update bbo_update orderbook_update trade_update stats_update candle_update '
  + 'signal_update liquidation_update arbitrage_update').split(' '));

/** A frame that can not be read. */
export class FrameError extends Error {
  /** @param {string} message @param {unknown} [cause] */
  constructor(message, cause) {
    super(message, { cause });
    this.name = 'FrameError';
  }
}

/** Reads and writes messages of one connection. */
export class Codec {
  /** @param {Encoding} encoding @param {Numbers} numbers */
  constructor(encoding, numbers) {
    this.encoding = encoding;
    this.numbers = numbers;
    /** The stream id of what was read last; -1 where the encoding has none. */
    this.sid = -1;
    /** @type {Map<string, [number, number]>} of price and quantity, by symbol */
    this.exponents = new Map();
  }

  /** The subprotocol to ask for. */
  get subprotocol() {
    return `tickwire.v1.${this.encoding}`;
  }

  /** The query by which numbers are asked for; '' where they come as they are by default. */
  get query() {
    return this.numbers === 'float' ? '' : this.encoding === 'json' ? 'num=str' : 'num=scaled';
  }

  /** @param {Message} message @returns {string | Uint8Array} */
  write(message) {
    return this.encoding === 'json' ? json.stringify(message) : msgpack.encode(message);
  }

  /**
   * @param {string | ArrayBuffer | Uint8Array} frame
   * @returns {Message}
   * @throws {FrameError} where it is no message
   */
  read(frame) {
    this.sid = -1;
    let value;
    try {
      value = typeof frame === 'string' ? json.parse(frame) : msgpack.decode(frame);
    } catch (error) {
      throw new FrameError(`not a message: ${/** @type {Error} */ (error).message}`, error);
    }
    const message = Array.isArray(value) && this.encoding === 'compact' ? this.expand(value) : value;
    if (message === null || typeof message !== 'object' || typeof message.type !== 'string') {
      throw new FrameError('not a message: a map with a type is expected');
    }
    return this.numbers !== 'float' && SCALED.has(message.type) ? this.exact(message) : message;
  }

  /** @param {any[]} array @returns {Message} */
  expand(array) {
    if (typeof array[0] !== 'number') throw new FrameError('not a message: an array begins with its kind');
    const shapeOf = SHAPES[array[0]];
    if (shapeOf === undefined) return { type: `compact_${array[0]}` };
    const { type, fields } = shapeOf;
    /** @type {Message} */
    const message = { type };
    const isPrivate = array[0] >= FIRST_PRIVATE;
    let at = isPrivate ? 1 : 1 + HEAD.length;
    // Only a checksum may be left out.
    if (array.length < at + fields.length - (type === 'orderbook_update' ? 1 : 0)) {
      throw new FrameError(`not a message: ${array.length} elements are too few for a ${type}`);
    }
    for (let i = 0; i < fields.length && at < array.length; i++) message[fields[i]] = array[at++];
    if (isPrivate) return message;
    if (type === 'orderbook_update') {
      message.bids = levels(message.bids);
      message.asks = levels(message.asks);
      message.kind = array[0] === 3 ? 'delta' : 'snapshot';
    } else if (type === 'market_update') {
      message.data = market(message.data);
      if (array[3] === 0) message.type = 'initial_data';
    }
    this.sid = array[1];
    for (let i = 1; i < HEAD.length; i++) message[HEAD[i]] = array[1 + i];
    for (let i = 0; i < ENVELOPE.length && at < array.length; i++) message[ENVELOPE[i]] = array[at++];
    return message;
  }

  /** Texts of decimals, or mantissas with their exponents. @param {Message} message @returns {Message} */
  exact(message) {
    const exponents = this.exponents.get(message.symbol);
    const isText = this.numbers === 'string';
    if (isText && this.encoding === 'json') return message;
    if (exponents === undefined) {
      throw new FrameError(`the exponents of ${message.symbol} are not known`);
    }
    const convert = isText ? toText : toMantissa;
    for (const key in message) {
      const exponent = PRICES.has(key) ? exponents[0] : QUANTITIES.has(key) ? exponents[1] : FIXED[key];
      const value = message[key];
      if (exponent !== undefined && value !== null) message[key] = this.convert(convert, value, exponent);
    }
    if (message.type === 'orderbook_update') {
      for (const level of [...message.bids, ...message.asks]) {
        level.price = this.convert(convert, level.price, exponents[0]);
        level.quantity = this.convert(convert, level.quantity, exponents[1]);
      }
    }
    if (!isText) [message.px_exp, message.qty_exp] = exponents;
    return message;
  }

  /** @param {(value: any, exponent: number) => any} convert @param {any} value @param {number} exponent */
  convert(convert, value, exponent) {
    return typeof value === 'number' && this.encoding !== 'json' && this.numbers === 'bigint'
      ? BigInt(value) : convert(value, exponent);
  }
}

/** @param {any} flat */
function levels(flat) {
  if (!Array.isArray(flat) || flat.length % 2 !== 0) throw new FrameError('not a message: levels are pairs');
  const side = new Array(flat.length / 2);
  for (let i = 0; i < side.length; i++) side[i] = { price: flat[2 * i], quantity: flat[2 * i + 1] };
  return side;
}

/** @param {any} flat */
function market(flat) {
  if (!Array.isArray(flat) || flat.length % 5 !== 0) throw new FrameError('not a message: a market has five a symbol');
  /** @type {Record<string, any>} */
  const data = {};
  for (let i = 0; i < flat.length; i += 5) {
    data[flat[i]] = {
      price: flat[i + 1], change_24h: flat[i + 2], volume_24h: flat[i + 3], timestamp: flat[i + 4],
    };
  }
  return data;
}
