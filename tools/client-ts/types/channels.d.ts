/** @type {Record<string, {channel: string, event: string}>} data messages */
export declare const DATA: Record<string, {
    channel: string;
    event: string;
}>;
/** @param {string} name @returns {string} as the server calls it; a topic as it is, in lower case */
export declare const canonical: (name: string) => string;
/** Whether nothing of it may be lost silently. @param {string} channel */
export declare const isEventChannel: (channel: string) => boolean;
/** @param {string} channel */
export declare const isPrivateChannel: (channel: string) => boolean;
/** Whether it is a topic, which has no symbols. @param {string} channel */
export declare const isTopic: (channel: string) => boolean;
/** @param {string} text */
export declare const isPattern: (text: string) => boolean;
/** A candle's size in seconds; 0 where it is none. @param {string | number | undefined} interval */
export declare function seconds(interval: string | number | undefined): number;
/** @param {string | string[] | null | undefined} value @returns {string[] | undefined} */
export declare const list: (value: string | string[] | null | undefined) => string[] | undefined;
