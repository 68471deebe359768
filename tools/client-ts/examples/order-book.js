// A local book, exact to the last digit, kept by its changes: node examples/order-book.js [URL] [SYMBOL]
import { TickwireClient } from '../src/index.js';

const symbol = process.argv[3] ?? 'btc';
const client = new TickwireClient({
  url: process.argv[2] ?? 'ws://localhost:8765/ws', encoding: 'compact', numbers: 'string',
});
client.on('error', error => console.error(error.code, error.message));
client.subscribe({ channel: 'book', symbols: [symbol], mode: 'delta', depth: 20, checksum: true });

setInterval(() => {
  const book = client.book(symbol, undefined, 3);
  if (book === undefined || book.status !== 'live') return;
  console.log(`${book.symbol} at ${book.venue}, ${book.seq}`);
  for (const { price, quantity } of book.asks.reverse()) console.log(`  ask ${price} ${quantity}`);
  for (const { price, quantity } of book.bids) console.log(`  bid ${price} ${quantity}`);
}, 500);
