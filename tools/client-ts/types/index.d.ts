export { TickwireClient } from './client.js';
export { Handle } from './handle.js';
export { ServerError } from './requests.js';
export { FrameError } from './codec.js';
export { decode, encode, Extension, MsgpackError } from './msgpack.js';
export { toMantissa, toText } from './decimal.js';
export type Message = import('./types.js').Message;
export type ClientOptions = import('./types.js').ClientOptions;
export type SubscriptionOptions = import('./types.js').SubscriptionOptions;
export type Metrics = import('./types.js').Metrics;
export type Health = import('./types.js').Health;
export type BookView = import('./types.js').BookView;
export type ErrorEvent = import('./types.js').ErrorEvent;
export type Clock = import('./types.js').Clock;
export type Level = import('./book.js').Level;
/** @typedef {import('./types.js').Message} Message */
/** @typedef {import('./types.js').ClientOptions} ClientOptions */
/** @typedef {import('./types.js').SubscriptionOptions} SubscriptionOptions */
/** @typedef {import('./types.js').Metrics} Metrics */
/** @typedef {import('./types.js').Health} Health */
/** @typedef {import('./types.js').BookView} BookView */
/** @typedef {import('./types.js').ErrorEvent} ErrorEvent */
/** @typedef {import('./types.js').Clock} Clock */
/** @typedef {import('./book.js').Level} Level */
