import { Mailbox } from './mailbox.js';
export type Message = import('./types.js').Message;
/** @typedef {import('./types.js').Message} Message */
/**
 * A subscription of the program: `for await (const message of handle)`, or a callback. Ended by unsubscribe.
 * @implements {AsyncIterable<Message>}
 */
export declare class Handle implements AsyncIterable<Message> {
    client: import("./client.js").TickwireClient;
    callback: ((message: Message, handle: Handle) => unknown) | undefined;
    /** @type {Set<import('./subscriptions.js').Item>} */
    items: Set<import('./subscriptions.js').Item>;
    /** @type {Set<Mailbox<Message>>} */
    mailboxes: Set<Mailbox<Message>>;
    /** Data messages that it was given. */
    delivered: number;
    isEnded: boolean;
    /**
     * @param {import('./client.js').TickwireClient} client
     * @param {((message: Message, handle: Handle) => unknown) | undefined} callback
     */
    constructor(client: import('./client.js').TickwireClient, callback: ((message: Message, handle: Handle) => unknown) | undefined);
    /** End it. The server is told once nobody else needs what it had. */
    unsubscribe(): void;
    /**
     * Change interval, mode or depth, for all who share it.
     *
     * @param {Partial<import('./types.js').SubscriptionOptions>} changes
     */
    update(changes: Partial<import('./types.js').SubscriptionOptions>): void;
    /** The client's part: no more messages come. */
    end(): void;
    [Symbol.asyncIterator](): {
        next: () => Promise<IteratorResult<import("./types.js").Message, undefined>>;
        return: () => Promise<{
            value: undefined;
            done: true;
        }>;
    };
}
