// The trades of the symbol that is looked at, at all venues, the newest first.
import { isOnPage, panel, table } from './dom.js';
import { number, time } from './format.js';
import { emptyNote, rowList } from './rows.js';

const SHOWN = 40;

export function tradeFeed(store, frames) {
  const { element: grid, body } = table('Trades, the newest first', [
    ['Time', 'text'],
    ['Side', 'text'],
    ['Price'],
    ['Size'],
    ['Venue', 'text'],
  ]);
  const show = rowList(body, ['text muted num', 'text side', 'num', 'num', 'text muted']);
  const note = emptyNote('No trade yet');
  const element = panel('trades', 'Trades', [], grid, note.element);

  frames.add(
    ['trades', 'selected'],
    () => {
      const { symbol } = store.selected;
      const digits = store.digits(symbol);
      const sizeDigits = store.sizeDigits(symbol);
      note.show(store.trades.length === 0);
      show(
        store.trades.slice(0, SHOWN),
        trade => [
          time(trade.timestamp),
          trade.side ?? '',
          number(trade.price, digits),
          number(trade.quantity, sizeDigits),
          trade.venue,
        ],
        trade => (trade.side === 'buy' ? 'up' : trade.side === 'sell' ? 'down' : ''),
      );
    },
    { every: 50, when: () => isOnPage(element) },
  );
  return element;
}
