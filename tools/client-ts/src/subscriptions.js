// What the program wants, and what of it the server has been asked for. Several handles share what they have in common:
// an item is one symbol (or pattern) of one channel with one set of options, and is asked for once.
import { canonical, isEventChannel, isPattern, isPrivateChannel, isTopic, list, seconds } from './channels.js';

/** @typedef {import('./types.js').Message} Message */
/** @typedef {import('./types.js').SubscriptionOptions} SubscriptionOptions */
/** @typedef {import('./streams.js').Stream} Stream */
/** @typedef {import('./handle.js').Handle} Handle */

/** @typedef {{items: Set<Item>}} Group items that were asked for by one message */

const RESUMED_STREAMS = 8;
const NOT_OPTIONS = new Set(['channel', 'channels', 'symbol', 'symbols', 'since', 'id', 'type']);

export class Item {
  /** @param {string} channel @param {string} text @param {Record<string, any>} options */
  constructor(channel, text, options) {
    this.channel = channel;
    /** A name as the program wrote it, a pattern, or '' for all. */
    this.text = text;
    this.options = options;
    /** The same for the same options. */
    this.optionsKey = JSON.stringify(options);
    /** @type {Set<Handle>} */
    this.handles = new Set();
    /** @type {Set<string>} what the server calls it */
    this.names = new Set();
    this.isAsked = false;
    /** @type {{epoch: number, seq: number} | undefined} */
    this.since = undefined;
    /** @type {Group} */
    this.group = { items: new Set([this]) };
  }

  /** @param {Record<string, any>} options */
  setOptions(options) {
    this.options = options;
    this.optionsKey = JSON.stringify(options);
  }

  get isWide() {
    return this.text === '' || isPattern(this.text);
  }

  get view() {
    const { mode, depth, checksum } = this.options;
    return `${mode === 'delta' ? 'delta' : 'whole'} ${depth ?? ''}${checksum === true ? ' checked' : ''}`;
  }

  /** Whether all of another's symbols are its own. @param {Item} other */
  covers(other) {
    return this.isWide && this !== other && this.channel === other.channel
      && this.optionsKey === other.optionsKey && patternHas(this.text, other.text);
  }

  /** @param {Stream} stream */
  wants(stream) {
    if (stream.channel !== this.channel) return false;
    if (this.channel === 'candle' && seconds(this.options.interval) !== stream.interval) return false;
    if (stream.view !== '' && stream.view !== this.view) return false;
    const venues = this.options.venues;
    const isOfVenue = venues === undefined || stream.venue === ''
      || venues.some((/** @type {string} */ venue) => venue.toLowerCase() === stream.venue.toLowerCase());
    return isOfVenue && this.means(isPrivateChannel(stream.channel) ? stream.account : stream.symbol);
  }

  /** @param {string} symbol as the server writes it */
  means(symbol) {
    // A market is all symbols in one.
    if (this.channel === 'market') return true;
    if (this.isWide) return patternHas(this.text, symbol);
    if (this.names.size > 0) return this.names.has(symbol);
    return plain(symbol).startsWith(plain(this.text));
  }
}

export class Subscriptions {
  constructor() {
    /** @type {Map<string, Item>} */
    this.items = new Map();
    /** @type {Set<Handle>} */
    this.handles = new Set();
    /** @type {Map<number, Item[]>} by id of what was sent */
    this.pending = new Map();
    /** @type {{item: Item, message: Message}[]} what goes on from where it was */
    this.resumed = [];
    /** @type {Map<number, string>} compact: of which view a stream id is */
    this.views = new Map();
    /** Moves with each change, so that routes are found anew. */
    this.version = 0;
  }

  /**
   * @param {Handle} handle
   * @param {SubscriptionOptions} wanted
   * @param {boolean} hasSids whether two views of a book can be told apart
   * @returns {string} why not, or ''
   */
  add(handle, wanted, hasSids) {
    const items = this.make(wanted);
    const conflict = hasSids ? undefined : items.find(item => this.conflicts(item));
    if (conflict !== undefined) {
      return `a book of ${conflict.text || 'all symbols'} is subscribed to with another depth, mode or checksum already`;
    }
    for (const made of items) {
      const key = itemKey(made);
      const item = this.items.get(key) ?? made;
      this.items.set(key, item);
      item.handles.add(handle);
      handle.items.add(item);
    }
    this.handles.add(handle);
    this.version++;
    return '';
  }

  /** @param {SubscriptionOptions} wanted @returns {Item[]} */
  make(wanted) {
    /** @type {Record<string, any>} */
    const given = wanted;
    /** @type {Record<string, any>} */
    const options = {};
    for (const key of Object.keys(given).sort()) {
      if (!NOT_OPTIONS.has(key) && given[key] !== undefined && given[key] !== null) options[key] = given[key];
    }
    const venues = list(options.venue ?? options.venues);
    delete options.venue;
    if (venues !== undefined) options.venues = [...venues].sort();
    const channels = [...list(wanted.channels) ?? [], ...list(wanted.channel) ?? []];
    const texts = list(wanted.symbols ?? given.symbol) ?? [''];
    /** @type {Item[]} */
    const items = [];
    for (const channel of channels.length === 0 ? ['price'] : channels) {
      const name = canonical(channel);
      for (const text of isTopic(name) ? [''] : texts) items.push(new Item(name, text, options));
    }
    if (wanted.since !== undefined) items.forEach(item => { item.since = wanted.since; });
    return items;
  }

  /** Maps do not say of which view of a book they are. @param {Item} made */
  conflicts(made) {
    return made.channel === 'book' && [...this.items.values()].some(item => item.channel === 'book'
      && item.view !== made.view && shareVenue(item.options.venues, made.options.venues) && (same(item.text, made.text)
        || patternHas(item.text, made.text) || patternHas(made.text, item.text)));
  }

  /**
   * @param {Handle} handle
   * @returns {Message[]} what ends at the server
   */
  remove(handle) {
    this.handles.delete(handle);
    this.version++;
    /** @type {Map<string, string[]>} */
    const ended = new Map();
    for (const item of handle.items) {
      item.handles.delete(handle);
      if (item.handles.size > 0) continue;
      this.items.delete(itemKey(item));
      item.group.items.delete(item);
      const isNeeded = [...this.items.values()].some(other => other.channel === item.channel
        && (same(other.text, item.text) || patternHas(other.text, item.text)));
      if (!item.isAsked || isNeeded) continue;
      ended.set(item.channel, [...ended.get(item.channel) ?? [], item.text]);
      this.items.forEach(other => { if (item.covers(other)) other.isAsked = false; });
    }
    handle.items.clear();
    return [...ended].map(([channel, texts]) => texts.includes('') ? { type: 'unsubscribe', channel }
      : { type: 'unsubscribe', channel, symbols: texts });
  }

  /**
   * Other options for what a handle has; who shares it has them, too.
   *
   * @param {Handle} handle
   * @param {Record<string, any>} changes
   * @returns {Message[]} what tells the server
   */
  change(handle, changes) {
    /** @type {Map<string, string[]>} */
    const changed = new Map();
    for (const item of handle.items) {
      this.items.delete(itemKey(item));
      const options = { ...item.options, ...changes };
      item.setOptions(Object.fromEntries(Object.keys(options).sort().map(key => [key, options[key]])));
      this.items.set(itemKey(item), item);
      if (item.isAsked) changed.set(item.channel, [...changed.get(item.channel) ?? [], item.text]);
    }
    this.version++;
    return [...changed].map(([channel, texts]) => texts.includes('') ? { type: 'update', channel, ...changes }
      : { type: 'update', channel, symbols: texts, ...changes });
  }

  /** Those that have not been asked for, and that nothing else brings. */
  get wanted() {
    const all = [...this.items.values()];
    const wide = all.filter(item => item.isWide);
    return all.filter(item => !item.isAsked && !wide.some(other => other.covers(item)));
  }

  get hasNext() {
    return this.resumed.length > 0 || this.wanted.length > 0;
  }

  /**
   * The next message by which what is wanted is asked for; undefined: all is.
   *
   * @param {number} id
   * @param {number} symbolLimit
   * @returns {Message | undefined}
   */
  next(id, symbolLimit) {
    const resumed = this.resumed.shift();
    if (resumed !== undefined) {
      this.pending.set(id, [resumed.item]);
      return { ...resumed.message, id };
    }
    const wanted = this.wanted;
    const first = wanted.shift();
    if (first === undefined) return undefined;
    const together = [first];
    if (first.since === undefined && first.text !== '') {
      for (const item of wanted) {
        if (together.length < symbolLimit && item.channel === first.channel && item.since === undefined
          && item.text !== '' && item.optionsKey === first.optionsKey) together.push(item);
      }
    }
    const group = together.find(item => item.group.items.size > 1)?.group ?? { items: new Set() };
    for (const item of together) {
      item.isAsked = true;
      item.group.items.delete(item);
      item.group = group;
      group.items.add(item);
    }
    this.pending.set(id, together);
    /** @type {Message} */
    const message = { type: 'subscribe', channel: first.channel, ...first.options, id };
    if (first.text !== '') message.symbols = together.map(item => item.text);
    if (first.since !== undefined) {
      message.since = first.since;
      first.since = undefined;
    }
    return message;
  }

  /** Learn names. @param {Message} message a `subscribed` */
  onSubscribed(message) {
    const texts = list(message.symbols) ?? [];
    const items = (this.pending.get(message.id) ?? [...this.items.values()]).filter(item =>
      item.channel === message.channel && (texts.length === 0 || texts.includes(item.text) || item.text === ''));
    if (items.length > 0) {
      this.pending.delete(message.id);
      const named = items.filter(item => !item.isWide);
      const byText = new Map(named.map(item => [plain(item.text), item]));
      (list(message.symbol) ?? []).forEach((symbol, i) => {
        if (message.channel === 'book') {
          const mode = message.mode === 'delta' ? 'delta' : 'whole';
          this.views.set(message.sid[i], (items.find(item => item.view.startsWith(mode)) ?? items[0]).view);
        }
        (byText.get(plain(symbol)) ?? byAlias(named, symbol))?.names.add(symbol);
      });
    }
    this.version++;
  }

  /** @param {Message} error @returns {boolean} whether it comes again by itself */
  onError(error) {
    const items = this.pending.get(error.id);
    if (error.code !== 'invalid_symbol' && error.code !== 'already_subscribed') this.pending.delete(error.id);
    if (items === undefined || error.code !== 'rate_limited') return false;
    items.forEach(item => { item.isAsked = false; });
    return true;
  }

  /**
   * The connection is new: ask for all anew, for events from where they were.
   *
   * @param {Iterable<Stream>} streams
   * @param {number} epoch
   */
  restart(streams, epoch) {
    this.pending.clear();
    this.views.clear();
    this.resumed = [];
    const known = [...streams];
    const groups = new Set([...this.items.values()].map(item => item.group));
    for (const group of groups) {
      const mine = [...group.items].map(item => ({ item, streams: known.filter(stream => item.wants(stream)) }));
      const count = mine.reduce((sum, entry) => sum + entry.streams.length, 0);
      const isResumed = epoch !== 0 && count >= 1 && count <= RESUMED_STREAMS && mine.every(entry =>
        isEventChannel(entry.item.channel) && !entry.item.isWide && entry.item.isAsked && entry.streams.length > 0
        && entry.streams.every(stream => stream.isRaw && stream.seq >= 0));
      for (const entry of mine) {
        entry.item.isAsked = isResumed;
        if (isResumed) entry.streams.forEach(stream => this.resume(entry.item, stream, epoch));
      }
    }
  }

  /** @param {Item} item @param {Stream} stream @param {number} epoch */
  resume(item, stream, epoch) {
    /** @type {Message} */
    const message = {
      type: 'subscribe', channel: item.channel, ...item.options, symbols: [stream.symbol],
      since: { epoch, seq: stream.seq },
    };
    if (stream.venue !== '') message.venues = [stream.venue];
    else delete message.venues;
    this.resumed.push({ item, message });
  }

  /** @param {Stream} stream @returns {Handle[]} who wants it, each once */
  handlesOf(stream) {
    /** @type {Set<Handle>} */
    const handles = new Set();
    for (const item of this.items.values()) {
      if (item.wants(stream)) item.handles.forEach(handle => handles.add(handle));
    }
    return [...handles];
  }
}

/** @param {string} text */
const plain = text => text.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Whose alias it may be: the longest text that it begins with. @param {Item[]} named @param {string} symbol */
const byAlias = (named, symbol) => named.length === 1 ? named[0]
  : named.filter(item => plain(symbol).startsWith(plain(item.text)))
    .sort((left, right) => right.text.length - left.text.length)[0];

/** @param {string} left @param {string} right */
const same = (left, right) => left.toLowerCase() === right.toLowerCase();

/** @param {string} pattern @param {string} text */
const patternHas = (pattern, text) => pattern === '' || (isPattern(pattern)
  && (text === '' ? pattern === '*' : text.toLowerCase().startsWith(pattern.slice(0, -1).toLowerCase())));

/** @param {string[] | undefined} left @param {string[] | undefined} right */
const shareVenue = (left, right) => left === undefined || right === undefined
  || left.some(venue => right.some(other => same(venue, other)));

/** @param {Item} item */
export const itemKey = item => `${item.channel}\n${item.text.toLowerCase()}\n${item.optionsKey}`;
