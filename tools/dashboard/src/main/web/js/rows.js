// Lists whose rows are made once and written over: nothing is created or removed while the market moves.
import { h, setClass, setText } from './dom.js';

/**
 * A list of rows that stand for entries by their place.
 *
 * @param {Element} body
 * @param {string[]} classes of the cells.
 * @param {string} [tag] of a cell in the first column.
 */
export function rowList(body, classes, tag = 'td') {
  const rows = [];

  function row(i) {
    if (!rows[i]) {
      const cells = classes.map((name, j) =>
        h(j === 0 ? tag : 'td', { class: name, ...(j === 0 && tag === 'th' ? { scope: 'row' } : {}) }),
      );
      rows[i] = { element: h('tr', {}, ...cells), cells };
      body.append(rows[i].element);
    }
    return rows[i];
  }

  /** Show entries; `cells` answers an entry's texts, `name` its row's class. */
  return function show(entries, cells, name = () => '') {
    entries.forEach((entry, i) => {
      const { element, cells: places } = row(i);
      element.hidden = false;
      setClass(element, name(entry));
      cells(entry).forEach((text, j) => setText(places[j], text));
    });
    for (let i = entries.length; i < rows.length; i++) {
      rows[i].element.hidden = true;
    }
  };
}

/** What stands where a list is empty. */
export function emptyNote(text) {
  const element = h('p', { class: 'empty', text });
  return {
    element,
    show: isEmpty => {
      element.hidden = !isEmpty;
    },
  };
}
