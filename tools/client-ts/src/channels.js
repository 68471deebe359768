// Channels, their other names, and what comes of them.

/** @type {Record<string, string>} */
const ALIASES = {};
for (const [channel, names] of Object.entries({
  price: 'prices ticker tickers',
  bbo: 'bbos quote quotes book_ticker bookticker',
  book: 'books orderbook orderbooks order_book depth l2',
  trade: 'trades',
  stats: 'statistics market_stats market_statistics',
  candle: 'candles kline klines ohlc ohlcv',
  signal: 'signals',
  liquidation: 'liquidations',
  arbitrage: 'arbitrages',
  market: 'markets market_data',
  orders: 'order',
  executions: 'execution fill fills',
  positions: 'position',
  account: 'accounts balance balances',
})) {
  for (const name of [channel, ...names.split(' ')]) ALIASES[name] = channel;
}

/** @type {Record<string, {channel: string, event: string}>} data messages */
export const DATA = {
  price_update: { channel: 'price', event: 'market' },
  bbo_update: { channel: 'bbo', event: 'market' },
  orderbook_update: { channel: 'book', event: 'market' },
  stats_update: { channel: 'stats', event: 'market' },
  candle_update: { channel: 'candle', event: 'market' },
  initial_data: { channel: 'market', event: 'market' },
  market_update: { channel: 'market', event: 'market' },
  trade_update: { channel: 'trade', event: 'trade' },
  liquidation_update: { channel: 'liquidation', event: 'liquidation' },
  signal_update: { channel: 'signal', event: 'signal' },
  arbitrage_update: { channel: 'arbitrage', event: 'arbitrage' },
  order_update: { channel: 'orders', event: 'order' },
  execution_update: { channel: 'executions', event: 'order' },
  position_update: { channel: 'positions', event: 'position' },
  account_update: { channel: 'account', event: 'account' },
};

const EVENT_CHANNELS = new Set(['trade', 'signal', 'liquidation', 'arbitrage']);
const PRIVATE_CHANNELS = new Set(['orders', 'executions', 'positions', 'account']);
const SECONDS = { s: 1, m: 60, h: 3600, d: 86400, w: 604800 };

/** @param {string} name @returns {string} as the server calls it; a topic as it is, in lower case */
export const canonical = name => ALIASES[name.toLowerCase()] ?? name.toLowerCase();

/** Whether nothing of it may be lost silently. @param {string} channel */
export const isEventChannel = channel => EVENT_CHANNELS.has(channel);

/** @param {string} channel */
export const isPrivateChannel = channel => PRIVATE_CHANNELS.has(channel);

/** Whether it is a topic, which has no symbols. @param {string} channel */
export const isTopic = channel => ALIASES[channel] === undefined;

/** @param {string} text */
export const isPattern = text => text.endsWith('*');

/** A candle's size in seconds; 0 where it is none. @param {string | number | undefined} interval */
export function seconds(interval) {
  if (typeof interval === 'number') return interval;
  const match = /^(\d+)([smhdw]?)$/i.exec(interval ?? '1m');
  return match === null ? 0
    : Number(match[1]) * SECONDS[/** @type {keyof typeof SECONDS} */ (match[2].toLowerCase() || 's')];
}

/** @param {string | string[] | null | undefined} value @returns {string[] | undefined} */
export const list = value => value === undefined || value === null ? undefined
  : Array.isArray(value) ? value : [value];
