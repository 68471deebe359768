/** Listeners by event. What one throws is handed on, and the others are told all the same. */
export class Emitter {
  /** @param {(error: unknown, event: string) => void} onThrow */
  constructor(onThrow) {
    this.onThrow = onThrow;
    /** @type {Map<string, ((value: any) => unknown)[]>} */
    this.listeners = new Map();
  }

  /** @param {string} event @param {(value: any) => unknown} listener @returns {() => void} takes it off */
  on(event, listener) {
    this.listeners.set(event, [...this.listeners.get(event) ?? [], listener]);
    return () => this.off(event, listener);
  }

  /** @param {string} event @param {(value: any) => unknown} listener */
  off(event, listener) {
    const listeners = this.listeners.get(event)?.slice() ?? [];
    const at = listeners.indexOf(listener);
    if (at >= 0) listeners.splice(at, 1);
    this.listeners.set(event, listeners);
  }

  /** @param {string} event @param {any} value */
  emit(event, value) {
    const listeners = this.listeners.get(event);
    if (listeners === undefined) return;
    for (const listener of listeners) this.call(listener, value, event);
  }

  /**
   * @param {(value: any, more?: any) => unknown} listener @param {any} value @param {string} event
   * @param {any} [more]
   */
  call(listener, value, event, more) {
    try {
      const result = listener(value, more);
      if (result instanceof Promise) result.catch(error => this.onThrow(error, event));
    } catch (error) {
      this.onThrow(error, event);
    }
  }
}
