export type Message = import('./types.js').Message;
export type Stream = import('./streams.js').Stream;
/** The latest of each stream, once an animation frame: what waits is bounded by the number of streams. */
export declare class Frames {
    client: import("./client.js").TickwireClient;
    /** @type {Set<(messages: Message[]) => unknown>} */
    callbacks: Set<(messages: Message[]) => unknown>;
    /** @type {Set<Stream>} */
    changed: Set<Stream>;
    isAsked: boolean;
    /** @param {import('./client.js').TickwireClient} client */
    constructor(client: import('./client.js').TickwireClient);
    /** @param {(messages: Message[]) => unknown} callback */
    on(callback: (messages: Message[]) => unknown): () => void;
    /** @param {Stream} stream */
    onData(stream: Stream): void;
    draw(): void;
}
