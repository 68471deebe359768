export { TickwireClient } from './client.js';
export { Handle } from './handle.js';
export { ServerError } from './requests.js';
export { FrameError } from './codec.js';
export { decode, encode, Extension, MsgpackError } from './msgpack.js';
export { toMantissa, toText } from './decimal.js';

/** @typedef {import('./types.js').Message} Message */
/** @typedef {import('./types.js').ClientOptions} ClientOptions */
/** @typedef {import('./types.js').SubscriptionOptions} SubscriptionOptions */
/** @typedef {import('./types.js').Metrics} Metrics */
/** @typedef {import('./types.js').Health} Health */
/** @typedef {import('./types.js').BookView} BookView */
/** @typedef {import('./types.js').ErrorEvent} ErrorEvent */
/** @typedef {import('./types.js').Clock} Clock */
/** @typedef {import('./book.js').Level} Level */
