// What the page knows of the market. Messages change it; views read it once a frame.
import { Histogram } from './histogram.js';

const MAX_TRADES = 120;
const MAX_EVENTS = 80;
const MAX_EXECUTIONS = 60;
const MAX_ORDERS = 200;
/** A symbol that has been silent for so long while others are not is shown as old. */
export const QUIET_MS = 15_000;
/** Nothing at all for so long: the feed is shown as stopped. */
export const SILENT_MS = 6_000;

function pushBounded(list, entry, most) {
  list.unshift(entry);
  if (list.length > most) {
    list.length = most;
  }
}

export class Store {
  #frames;
  #infos = new Map();

  /** @type {{state: string, text: string, error: ?string}} */
  connection = { state: 'connecting', text: '', error: null };
  selected = { symbol: null, venue: null, interval: '1m', points: 120 };
  symbols = [];
  /** Whether there are so many symbols that not all of them are asked for. */
  isWide = false;
  /** Whether there are so many that not even all opportunities are. */
  isVast = false;
  prices = new Map();
  stats = new Map();
  trades = [];
  signals = [];
  liquidations = [];
  arbitrage = new Map();
  stale = new Map();
  status = null;
  replay = null;
  orders = new Map();
  executions = [];
  positions = new Map();
  accounts = new Map();
  latency = { server: new Histogram(), wire: new Histogram() };
  isReplay = false;
  messages = 0;
  lastDataMs = 0;

  constructor(frames) {
    this.#frames = frames;
  }

  mark(topic) {
    this.#frames.mark(topic);
  }

  /** Forget the market, where it is told anew: to somebody else, or of another time. */
  clear(isReplay) {
    this.isReplay = isReplay;
    this.replay = null;
    for (const map of [
      this.prices,
      this.stats,
      this.arbitrage,
      this.stale,
      this.orders,
      this.positions,
      this.accounts,
    ]) {
      map.clear();
    }
    for (const list of [this.trades, this.signals, this.liquidations, this.executions]) {
      list.length = 0;
    }
    this.setSymbols([]);
    this.isWide = false;
    this.isVast = false;
    this.lastDataMs = 0;
    this.#frames.markAll();
  }

  info(symbol) {
    return this.#infos.get(symbol);
  }

  /** Digits behind the point of a symbol's prices. */
  digits(symbol) {
    return Math.max(0, -(this.info(symbol)?.px_exp ?? -2));
  }

  sizeDigits(symbol) {
    return Math.max(0, -(this.info(symbol)?.qty_exp ?? -4));
  }

  setSymbols(symbols) {
    this.symbols = symbols;
    this.#infos = new Map(symbols.map(one => [one.symbol, one]));
    this.mark('symbols');
  }

  /** Every message of the market comes by here. */
  onData(message) {
    this.messages++;
    this.lastDataMs = performance.now();
    if (!this.isReplay && message.n !== 0 && message.t_in && message.t_out) {
      this.latency.server.record(message.t_out - message.t_in);
      this.latency.wire.record((performance.timeOrigin + performance.now()) * 1_000 - message.t_out);
    }
  }

  onPrice(message) {
    const { symbol, venue } = message;
    let entry = this.prices.get(symbol);
    if (!entry) {
      entry = { symbol, at: 0, venues: new Map() };
      this.prices.set(symbol, entry);
    }
    entry.at = performance.now();
    entry.venues.set(venue, message);
    this.#fresh(symbol, venue);
    this.mark('prices');
  }

  /** The price of one venue: that which is looked at, else the first. Venues differ, and one line must not flicker. */
  quote(symbol) {
    const venues = this.prices.get(symbol)?.venues;
    return venues?.get(this.selected.venue) ?? venues?.values().next().value ?? null;
  }

  onStats(message) {
    this.stats.set(`${message.symbol}@${message.venue}`, message);
    this.mark('stats');
  }

  onTrade(message) {
    if (message.symbol === this.selected.symbol) {
      pushBounded(this.trades, message, MAX_TRADES);
      this.mark('trades');
    }
  }

  /** Most are neutral, and must not push the others out. */
  onSignal(message) {
    const neutral = this.signals.filter(one => one.signal === 'neutral').length;
    if (message.signal === 'neutral' && neutral >= MAX_EVENTS / 2) {
      this.signals.splice(
        this.signals.findLastIndex(one => one.signal === 'neutral'),
        1,
      );
    }
    pushBounded(this.signals, message, MAX_EVENTS);
    this.mark('signals');
  }

  onLiquidation(message) {
    pushBounded(this.liquidations, message, MAX_EVENTS);
    this.mark('liquidations');
  }

  /** A gap between two venues opens, changes, and closes with a quantity of 0. */
  onArbitrage(message) {
    const key = `${message.symbol} ${message.buy_venue} ${message.sell_venue}`;
    const old = this.arbitrage.get(key);
    this.arbitrage.delete(key);
    this.arbitrage.set(key, {
      ...message,
      isOpen: message.quantity > 0,
      since: old?.isOpen ? old.since : message.timestamp,
    });
    if (this.arbitrage.size > MAX_EVENTS) {
      this.arbitrage.delete(this.arbitrage.keys().next().value);
    }
    this.mark('arbitrage');
  }

  onStale({ symbol, venue, reason }) {
    this.stale.set(`${symbol ?? '*'}@${venue ?? '*'}`, reason);
    this.mark('prices');
    this.mark('book');
  }

  /** Why a symbol can not be trusted just now; at a venue, or where none is given at all of them. */
  staleReason(symbol, venue) {
    if (venue) {
      return this.stale.get(`${symbol}@${venue}`) ?? null;
    }
    const venues = this.info(symbol)?.venues ?? [];
    return venues.length && venues.every(one => this.stale.has(`${symbol}@${one}`))
      ? this.stale.get(`${symbol}@${venues[0]}`)
      : null;
  }

  #fresh(symbol, venue) {
    if (this.stale.size && this.stale.delete(`${symbol}@${venue}`)) {
      this.mark('book');
    }
  }

  onOrder(message) {
    if (message.type === 'execution_update') {
      pushBounded(this.executions, message, MAX_EXECUTIONS);
    } else {
      this.orders.delete(message.order_id);
      this.orders.set(message.order_id, message);
      if (this.orders.size > MAX_ORDERS) {
        this.orders.delete(this.orders.keys().next().value);
      }
    }
    this.mark('private');
  }

  onPosition(message) {
    this.positions.set(`${message.account} ${message.symbol} ${message.venue}`, message);
    this.mark('private');
  }

  onAccount(message) {
    this.accounts.set(`${message.account} ${message.venue} ${message.asset}`, message);
    this.mark('private');
  }

  onStatus(message) {
    this.status = message;
    this.mark('status');
  }
}
