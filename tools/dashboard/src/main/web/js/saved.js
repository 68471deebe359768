// What this browser keeps: settings, rules and annotations; never a token.
const PREFIX = 'tickwire.';

export function saved(name, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + name)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

/** A browser that keeps nothing (private windows, full storage) still has it until the page is left. */
export function save(name, value) {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // Said above.
  }
}
