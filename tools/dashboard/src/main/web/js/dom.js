// Elements without markup in texts: the page's policy (require-trusted-types-for) lets nothing parse HTML.

/**
 * An element.
 *
 * @param {string} tag
 * @param {Object<string, any>} [props] on…: a listener; class; text; flags such as hidden; others: attributes.
 * @param {...(Node|string|null)} children
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (name === 'class') {
      element.className = value;
    } else if (name === 'text') {
      element.textContent = value;
    } else if (name in element && typeof value === 'boolean') {
      element[name] = value;
    } else if (value !== null && value !== undefined) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.filter(child => child !== null));
  return element;
}

/** Change a text only where it is another: a write that changes nothing still costs a layout. */
export function setText(element, text) {
  if (element.firstChild?.nodeValue !== text) {
    element.textContent = text;
  }
}

export function setClass(element, name) {
  if (element.className !== name) {
    element.className = name;
  }
}

/** Whether an element is in no view that is hidden. Asks the tree alone: a question to the layout would make one. */
export function isOnPage(element) {
  return element.closest('[hidden]') === null;
}

/** A panel: a section with a heading, and what stands beside the heading. */
export function panel(id, title, tools, ...body) {
  return h(
    'section',
    { class: `panel ${id}`, id, 'aria-labelledby': `${id}-title` },
    h('header', { class: 'panel-head' }, h('h2', { id: `${id}-title`, text: title }), ...tools),
    ...body,
  );
}

/** A table with a head, in what scrolls it; answers the body. */
export function table(caption, columns) {
  const body = h('tbody');
  const element = h(
    'div',
    { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': caption },
    h(
      'table',
      {},
      h('caption', { class: 'unseen', text: caption }),
      h('thead', {}, h('tr', {}, ...columns.map(([text, name]) => h('th', { scope: 'col', class: name ?? '', text })))),
      body,
    ),
  );
  return { element, body };
}

/** A choice out of a list of [value, text]. */
export function choice(label, options, value, onchange) {
  const select = h(
    'select',
    { 'aria-label': label, onchange: () => onchange(select.value) },
    ...options.map(([key, text]) => h('option', { value: key, text })),
  );
  select.value = value;
  return select;
}

/** Replace a select's options, its value kept where it is still there. */
export function setOptions(select, options) {
  const key = options.join('\n');
  if (select.dataset.options === key) {
    return;
  }
  select.dataset.options = key;
  const { value } = select;
  select.replaceChildren(...options.map(option => h('option', { value: option, text: option })));
  if (options.includes(value)) {
    select.value = value;
  }
}
