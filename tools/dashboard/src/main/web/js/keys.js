// What the keyboard does besides Tab: one letter, but never while somebody writes.
const WRITING = 'input:not([type=range]), select, textarea';

export function listenToKeys(actions) {
  addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (event.key === 'Escape' && event.target.matches?.(WRITING)) {
      event.target.blur();
      return;
    }
    const action = actions[event.key];
    if (action && !event.target.matches?.(WRITING)) {
      event.preventDefault();
      action();
    }
  });
}
