import { Mailbox } from './mailbox.js';

/** @typedef {import('./types.js').Message} Message */

/**
 * A subscription of the program: `for await (const message of handle)`, or a callback. Ended by unsubscribe.
 * @implements {AsyncIterable<Message>}
 */
export class Handle {
  /**
   * @param {import('./client.js').TickwireClient} client
   * @param {((message: Message, handle: Handle) => unknown) | undefined} callback
   */
  constructor(client, callback) {
    this.client = client;
    this.callback = callback;
    /** @type {Set<import('./subscriptions.js').Item>} */
    this.items = new Set();
    /** @type {Set<Mailbox<Message>>} */
    this.mailboxes = new Set();
    /** Data messages that it was given. */
    this.delivered = 0;
    this.isEnded = false;
  }

  /** End it. The server is told once nobody else needs what it had. */
  unsubscribe() {
    if (this.isEnded) return;
    this.end();
    this.client.endHandle(this);
  }

  /**
   * Change interval, mode or depth, for all who share it.
   *
   * @param {Partial<import('./types.js').SubscriptionOptions>} changes
   */
  update(changes) {
    this.client.updateHandle(this, changes);
  }

  /** The client's part: no more messages come. */
  end() {
    this.isEnded = true;
    this.mailboxes.forEach(mailbox => mailbox.end());
  }

  [Symbol.asyncIterator]() {
    /** @type {Mailbox<Message>} */
    const mailbox = new Mailbox(this.client.queueLimit, () => { this.client.counts.dropped++; });
    if (this.isEnded) mailbox.end();
    else this.mailboxes.add(mailbox);
    return {
      next: () => mailbox.next(),
      return: () => {
        this.mailboxes.delete(mailbox);
        mailbox.end();
        return Promise.resolve({ value: undefined, done: /** @type {true} */ (true) });
      },
    };
  }
}
