/**
 * @param {import('./client.js').TickwireClient} client
 * @returns {import('./types.js').Health}
 */
export declare function healthOf(client: import('./client.js').TickwireClient): import('./types.js').Health;
