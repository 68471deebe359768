/** Listeners by event. What one throws is handed on, and the others are told all the same. */
export declare class Emitter {
    onThrow: (error: unknown, event: string) => void;
    /** @type {Map<string, ((value: any) => unknown)[]>} */
    listeners: Map<string, ((value: any) => unknown)[]>;
    /** @param {(error: unknown, event: string) => void} onThrow */
    constructor(onThrow: (error: unknown, event: string) => void);
    /** @param {string} event @param {(value: any) => unknown} listener @returns {() => void} takes it off */
    on(event: string, listener: (value: any) => unknown): () => void;
    /** @param {string} event @param {(value: any) => unknown} listener */
    off(event: string, listener: (value: any) => unknown): void;
    /** @param {string} event @param {any} value */
    emit(event: string, value: any): void;
    /**
     * @param {(value: any, more?: any) => unknown} listener @param {any} value @param {string} event
     * @param {any} [more]
     */
    call(listener: (value: any, more?: any) => unknown, value: any, event: string, more?: any): void;
}
