// The connection: one client, its subscriptions, and what it brings into the store.
import { TickwireClient } from '../client/index.js';
import { title } from './format.js';

const DEPTH = 20;
const HISTORY = 300;
const EVERYWHERE = ['*'];
/** From so many streams of prices on, those alone are asked for that are seen: a server gives a connection 4,096. */
const MOST_STREAMS = 1_000;
/** An opportunity is a stream a symbol. */
const MOST_OPPORTUNITIES = 3_000;
const PRIVATE = ['orders', 'executions', 'positions', 'account'];
const TOKEN_REFUSED = 4501;
const NO_TOKEN = 'The server asks for a valid token.';

function address(path) {
  return `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${path}`;
}

export class Link {
  #store;
  #client = null;
  #token = null;
  #isReplay = false;
  #market = null;
  #seen = null;
  #watched = new Map();
  #focus = [];
  #candles = null;
  #candleAsk = 0;
  #watchers = { price: new Set(), candle: new Set() };
  #privates = [];
  #offs = [];

  /** Why the last sign-in did not succeed; null: nothing is wrong. */
  refusal = null;
  /** Whether the server may have candles older than all that it told. */
  hasOlder = false;
  /** Whether a replay was asked for, and there is nothing to replay. */
  hasNoJournal = false;

  constructor(store) {
    this.#store = store;
  }

  get isReplay() {
    return this.#isReplay;
  }

  get isSignedIn() {
    return this.#token !== null;
  }

  get client() {
    return this.#client;
  }

  get seesPrivate() {
    return this.#privates.length > 0;
  }

  /** Call a function with each price of now, also where no frame is drawn: alerts hold in a tab that nobody sees. */
  onPrice(listener) {
    this.#watchers.price.add(listener);
  }

  /** Call a function with history, {candles}, what is before it, {older}, and each change of the newest, {candle}. */
  onCandle(listener) {
    this.#watchers.candle.add(listener);
  }

  /** Whether the server takes a token. A browser is not told why a WebSocket was refused, so HTTP is asked. */
  static async takes(token) {
    return (await fetch('/api/symbols', { headers: { Authorization: `Bearer ${token}` } })).status !== 401;
  }

  /** Begin, or begin anew with another token or on another endpoint. */
  start({ token = this.#token, isReplay = false } = {}) {
    this.stop();
    this.#token = token;
    this.#isReplay = isReplay;
    this.hasNoJournal = false;
    this.#store.clear(isReplay);
    const client = new TickwireClient({
      url: address(isReplay ? '/ws/replay' : '/ws/live'),
      encoding: 'msgpack',
      ...(token ? { token } : {}),
    });
    this.#client = client;
    this.#listen(client);
    this.#say('connecting', 'Connecting');
    this.#subscribeFocus();
    Promise.resolve(client.connect()).catch(error => this.#failed(client, error));
  }

  stop() {
    this.#offs.forEach(off => off());
    this.#offs = [];
    this.#market = null;
    this.#seen = null;
    this.#focus = [];
    this.#privates = [];
    this.#candles = null;
    this.#client?.close();
    this.#client = null;
  }

  /** Look at another symbol, venue or interval. */
  focus(change) {
    const { selected } = this.#store;
    const isOther = ['symbol', 'venue'].some(key => key in change && change[key] !== selected[key]);
    const isOtherCandle = isOther || ('interval' in change && change.interval !== selected.interval);
    Object.assign(selected, change);
    if (isOther) {
      this.#store.trades.length = 0;
      if (this.#store.isWide) {
        this.#store.signals.length = 0;
        this.#store.liquidations.length = 0;
      }
      if (this.#store.isVast) {
        this.#store.arbitrage.clear();
      }
      this.#focus.forEach(handle => handle.unsubscribe());
      this.#focus = [];
      this.#subscribeFocus();
    }
    if (isOtherCandle) {
      this.#subscribeCandles();
    }
    this.#subscribeSeen();
    for (const topic of ['selected', 'trades', 'book', 'prices', 'stats', 'signals', 'liquidations', 'arbitrage']) {
      this.#store.mark(topic);
    }
  }

  /** Have the prices of these symbols for somebody, in place of those that were wanted before. */
  watch(who, symbols) {
    this.#watched.set(who, symbols);
    this.#subscribeSeen();
  }

  book() {
    const { symbol, venue } = this.#store.selected;
    return this.#client && symbol && venue ? this.#client.book(symbol, venue) : null;
  }

  /** Ask the server; an answer for a client that is gone is thrown away. */
  async ask(method, params = {}) {
    const client = this.#client;
    const result = await client.request(method, params);
    if (client !== this.#client) {
      throw new Error('the connection is another one now');
    }
    return result;
  }

  /** Have accounts' messages, too: for who signed in, or whom the server lets see them. */
  openPrivate() {
    if (this.#privates.length === 0) {
      const take = { orders: 'onOrder', executions: 'onOrder', positions: 'onPosition', account: 'onAccount' };
      this.#privates = PRIVATE.map(channel =>
        this.#client.subscribe({ channel, symbols: EVERYWHERE }, message => this.#store[take[channel]](message)),
      );
    }
  }

  replayControl(action, value) {
    const client = this.#client;
    client
      .ask({ type: 'replay_control', action, ...(value === undefined ? {} : { value }) })
      .catch(error => this.#failed(client, error));
  }

  #listen(client) {
    const store = this.#store;
    const on = (event, take) => this.#offs.push(client.on(event, take));
    on('open', () => this.#opened(client));
    on('close', event => this.#closed(event));
    on('stale', message => store.onStale(message));
    on('status', message => store.onStatus(message));
    on('error', error => this.#failed(client, error));
    on('message', message => {
      if (message.type === 'replay_status') {
        store.replay = message;
        store.mark('replay');
      }
    });
  }

  async #opened(client) {
    const store = this.#store;
    this.refusal = null;
    this.#say('open', 'Connected');
    try {
      const [symbols, status] = await Promise.all([client.request('symbols'), client.request('status')]);
      if (client !== this.#client) {
        return;
      }
      store.setSymbols(symbols);
      store.onStatus(status);
      this.#subscribeMarket();
      if (this.#isReplay) {
        this.replayControl('resume');
      }
      if (!store.info(store.selected.symbol) && symbols.length) {
        this.focus({ symbol: symbols[0].symbol, venue: symbols[0].venues[0] });
      } else if (!store.info(store.selected.symbol)?.venues.includes(store.selected.venue)) {
        this.focus({ venue: store.info(store.selected.symbol)?.venues[0] ?? null });
      } else if (this.#candles) {
        this.#loadHistory();
      } else {
        this.#subscribeCandles();
      }
    } catch (error) {
      this.#failed(client, error);
    }
  }

  #closed({ code, willRetry }) {
    if (willRetry) {
      this.#say('closed', 'Reconnecting');
    } else if (code === TOKEN_REFUSED) {
      this.refusal = NO_TOKEN;
      this.#say('refused', 'Sign-in needed');
    } else {
      this.#say('refused', `Refused (${code})`);
    }
  }

  #failed(client, error) {
    if (client === this.#client) {
      const { connection } = this.#store;
      connection.error = title(String(error?.message ?? error?.code ?? error));
      if (error?.code === 'unauthorized' || error?.code === 'auth_timeout') {
        this.refusal = NO_TOKEN;
      }
      this.hasNoJournal ||= error?.code === 'replay_unavailable';
      this.#store.mark('connection');
    }
  }

  #say(state, text) {
    Object.assign(
      this.#store.connection,
      { state, text },
      state === 'open' || state === 'connecting' ? { error: null } : {},
    );
    this.#store.mark('connection');
  }

  /** All of the market, or of a large one what is looked at. */
  #subscribeMarket() {
    const store = this.#store;
    const client = this.#client;
    const isWide = store.symbols.reduce((sum, { venues }) => sum + venues.length, 0) > MOST_STREAMS;
    if (this.#market && isWide === store.isWide) {
      return;
    }
    this.#market?.forEach(handle => handle.unsubscribe());
    this.#seen?.handle.unsubscribe();
    this.#seen = null;
    store.isWide = isWide;
    store.isVast = isWide && store.symbols.length > MOST_OPPORTUNITIES;
    const all = (channel, take) => client.subscribe({ channel, symbols: EVERYWHERE }, take);
    this.#market = store.isVast ? [] : [all('arbitrage', message => this.#take('onArbitrage', message))];
    if (isWide) {
      this.#focus.forEach(handle => handle.unsubscribe());
      this.#subscribeFocus();
      this.#subscribeSeen();
    } else {
      this.#market.push(
        all('price', message => this.#price(message)),
        all('signal', message => this.#take('onSignal', message)),
        all('liquidation', message => this.#take('onLiquidation', message)),
      );
    }
    this.#store.mark('symbols');
  }

  /** The next are asked for before the last are let go, so that what is in both goes on. */
  #subscribeSeen() {
    const { isWide, selected } = this.#store;
    const names = [...new Set([selected.symbol, ...[...this.#watched.values()].flat()])]
      .filter(symbol => this.#store.info(symbol))
      .sort();
    if (!isWide || names.length === 0 || names.join() === this.#seen?.names) {
      return;
    }
    const last = this.#seen;
    this.#seen = {
      names: names.join(),
      handle: this.#client.subscribe({ channel: 'price', symbols: names }, message => this.#price(message)),
    };
    last?.handle.unsubscribe();
  }

  #subscribeFocus() {
    const { symbol, venue } = this.#store.selected;
    if (!symbol || !venue) {
      return;
    }
    const store = this.#store;
    const symbols = [symbol];
    const venues = [venue];
    this.#focus = [
      this.#client.subscribe({ channel: 'book', symbols, venues, depth: DEPTH, mode: 'delta' }, message => {
        store.onData(message);
        store.mark('book');
      }),
      this.#client.subscribe({ channel: 'trade', symbols }, message => this.#take('onTrade', message)),
      this.#client.subscribe({ channel: 'stats', symbols, venues }, message => this.#take('onStats', message)),
    ];
    if (store.isWide) {
      this.#focus.push(
        this.#client.subscribe({ channel: 'signal', symbols }, message => this.#take('onSignal', message)),
        this.#client.subscribe({ channel: 'liquidation', symbols }, message => this.#take('onLiquidation', message)),
      );
    }
    if (store.isVast) {
      this.#focus.push(
        this.#client.subscribe({ channel: 'arbitrage', symbols }, message => this.#take('onArbitrage', message)),
      );
    }
  }

  #subscribeCandles() {
    const { symbol, venue, interval } = this.#store.selected;
    this.#candles?.unsubscribe();
    this.#candles = null;
    if (symbol && venue) {
      this.#candles = this.#client.subscribe(
        { channel: 'candle', symbols: [symbol], venues: [venue], interval },
        candle => {
          this.#store.onData(candle);
          this.#tellCandle({ candle });
        },
      );
      this.#loadHistory();
    }
  }

  /** Have candles that opened before some time, where there are any, and nobody waits for such already. */
  async loadOlder(before) {
    if (this.hasOlder) {
      this.hasOlder = false;
      await this.#askHistory({ before }, candles => ({ older: candles }));
    }
  }

  #loadHistory() {
    this.hasOlder = false;
    this.#tellCandle({ candles: [] });
    return this.#askHistory({}, candles => ({ candles }));
  }

  async #askHistory(params, event) {
    const { symbol, venue, interval } = this.#store.selected;
    const ask = ++this.#candleAsk;
    try {
      const history = await this.ask('history', { symbol, venue, interval, limit: HISTORY, ...params });
      if (ask === this.#candleAsk) {
        const { candles = [], more = false } = history.series?.[0] ?? {};
        this.hasOlder = more;
        this.#tellCandle(event(candles));
      }
    } catch (error) {
      if (ask === this.#candleAsk) {
        this.hasOlder = 'before' in params;
        this.#tellCandle({ ...event([]), error: title(error.message) });
      }
    }
  }

  #tellCandle(event) {
    this.#watchers.candle.forEach(listener => listener(event));
  }

  #price(message) {
    this.#take('onPrice', message);
    if (!this.#isReplay) {
      this.#watchers.price.forEach(listener => listener(message));
    }
  }

  #take(method, message) {
    this.#store.onData(message);
    this.#store[method](message);
  }
}
