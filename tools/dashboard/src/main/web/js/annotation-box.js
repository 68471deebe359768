// Where annotations are made and removed: by a form, which a click on the chart fills in.
import { h } from './dom.js';
import { number, time } from './format.js';

export function annotationBox(store, annotations, onChange) {
  const price = h('input', { name: 'price', type: 'number', step: 'any', required: true, class: 'num' });
  const text = h('input', { name: 'text', type: 'text', maxlength: '60', required: true });
  const at = h('output', { class: 'muted', text: 'a line over all times' });
  const list = h('ul', { class: 'rows' });
  let place = null;

  const form = h(
    'form',
    { class: 'inline', onsubmit: add },
    h('label', {}, 'Price ', price),
    h('label', {}, 'Text ', text),
    h('button', { class: 'primary', text: 'Add' }),
    at,
    h('button', { type: 'button', class: 'plain', text: 'As a line', onclick: () => setPlace(null) }),
  );
  const element = h('div', { class: 'annotations', id: 'annotations', hidden: true }, form, list);
  const button = h('button', {
    type: 'button',
    class: 'chip',
    'aria-expanded': 'false',
    'aria-controls': 'annotations',
    text: 'Annotate',
    onclick: () => {
      element.hidden = !element.hidden;
      button.setAttribute('aria-expanded', String(!element.hidden));
      if (!element.hidden) {
        show();
        price.value = store.quote(store.selected.symbol)?.price ?? '';
        text.focus();
      }
    },
  });

  function add(event) {
    event.preventDefault();
    annotations.add(store.selected.symbol, { price: Number(price.value), text: text.value, time: place });
    text.value = '';
    setPlace(null);
    show();
    onChange();
  }

  function setPlace(seconds) {
    place = seconds;
    at.textContent = seconds === null ? 'a line over all times' : `a note at ${time(seconds * 1_000)}`;
  }

  function show() {
    const { symbol } = store.selected;
    list.replaceChildren(
      ...annotations.of(symbol).map(one =>
        h(
          'li',
          {},
          h('span', { class: 'num', text: number(one.price, store.digits(symbol)) }),
          h('span', { text: one.text }),
          h('span', { class: 'muted', text: one.time === null ? 'line' : time(one.time * 1_000) }),
          h('button', {
            type: 'button',
            class: 'plain',
            'aria-label': `Remove ${one.text}`,
            text: 'Remove',
            onclick: () => {
              annotations.remove(symbol, one.id);
              show();
              onChange();
            },
          }),
        ),
      ),
    );
  }

  /** A click on the chart, while the box is open. */
  function pick(picked) {
    if (!element.hidden) {
      price.value = picked.price.toFixed(store.digits(store.selected.symbol));
      setPlace(picked.time);
      text.focus();
    }
  }

  return { button, element, pick };
}
