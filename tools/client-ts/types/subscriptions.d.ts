export type Message = import('./types.js').Message;
export type SubscriptionOptions = import('./types.js').SubscriptionOptions;
export type Stream = import('./streams.js').Stream;
export type Handle = import('./handle.js').Handle;
export type Group = {
    items: Set<Item>;
};
export declare class Item {
    channel: string;
    /** A name as the program wrote it, a pattern, or '' for all. */
    text: string;
    options: Record<string, any>;
    /** The same for the same options. */
    optionsKey: string;
    /** @type {Set<Handle>} */
    handles: Set<Handle>;
    /** @type {Set<string>} what the server calls it */
    names: Set<string>;
    isAsked: boolean;
    /** @type {{epoch: number, seq: number} | undefined} */
    since: {
        epoch: number;
        seq: number;
    } | undefined;
    /** @type {Group} */
    group: Group;
    /** @param {string} channel @param {string} text @param {Record<string, any>} options */
    constructor(channel: string, text: string, options: Record<string, any>);
    /** @param {Record<string, any>} options */
    setOptions(options: Record<string, any>): void;
    get isWide(): boolean;
    get view(): string;
    /** Whether all of another's symbols are its own. @param {Item} other */
    covers(other: Item): boolean;
    /** @param {Stream} stream */
    wants(stream: Stream): any;
    /** @param {string} symbol as the server writes it */
    means(symbol: string): boolean;
}
export declare class Subscriptions {
    /** @type {Map<string, Item>} */
    items: Map<string, Item>;
    /** @type {Set<Handle>} */
    handles: Set<Handle>;
    /** @type {Map<number, Item[]>} by id of what was sent */
    pending: Map<number, Item[]>;
    /** @type {{item: Item, message: Message}[]} what goes on from where it was */
    resumed: {
        item: Item;
        message: Message;
    }[];
    /** @type {Map<number, string>} compact: of which view a stream id is */
    views: Map<number, string>;
    /** Moves with each change, so that routes are found anew. */
    version: number;
    constructor();
    /**
     * @param {Handle} handle
     * @param {SubscriptionOptions} wanted
     * @param {boolean} hasSids whether two views of a book can be told apart
     * @returns {string} why not, or ''
     */
    add(handle: Handle, wanted: SubscriptionOptions, hasSids: boolean): string;
    /** @param {SubscriptionOptions} wanted @returns {Item[]} */
    make(wanted: SubscriptionOptions): Item[];
    /** Maps do not say of which view of a book they are. @param {Item} made */
    conflicts(made: Item): boolean;
    /**
     * @param {Handle} handle
     * @returns {Message[]} what ends at the server
     */
    remove(handle: Handle): Message[];
    /**
     * Other options for what a handle has; who shares it has them, too.
     *
     * @param {Handle} handle
     * @param {Record<string, any>} changes
     * @returns {Message[]} what tells the server
     */
    change(handle: Handle, changes: Record<string, any>): Message[];
    /** Those that have not been asked for, and that nothing else brings. */
    get wanted(): Item[];
    get hasNext(): boolean;
    /**
     * The next message by which what is wanted is asked for; undefined: all is.
     *
     * @param {number} id
     * @param {number} symbolLimit
     * @returns {Message | undefined}
     */
    next(id: number, symbolLimit: number): Message | undefined;
    /** Learn names. @param {Message} message a `subscribed` */
    onSubscribed(message: Message): void;
    /** @param {Message} error @returns {boolean} whether it comes again by itself */
    onError(error: Message): boolean;
    /**
     * The connection is new: ask for all anew, for events from where they were.
     *
     * @param {Iterable<Stream>} streams
     * @param {number} epoch
     */
    restart(streams: Iterable<Stream>, epoch: number): void;
    /** @param {Item} item @param {Stream} stream @param {number} epoch */
    resume(item: Item, stream: Stream, epoch: number): void;
    /** @param {Stream} stream @returns {Handle[]} who wants it, each once */
    handlesOf(stream: Stream): Handle[];
}
/** @param {Item} item */
export declare const itemKey: (item: Item) => string;
