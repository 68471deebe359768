// The price of each symbol, drawn at most once a frame: node examples/ticker.js [URL]
import { TickwireClient } from '../src/index.js';

const client = new TickwireClient({ url: process.argv[2] ?? 'ws://localhost:8765/ws' });
client.on('error', error => console.error(error.code, error.message));
client.frame(messages => {
  for (const { symbol, venue, price, change_24h } of messages) {
    console.log(`${symbol.padEnd(10)} ${venue.padEnd(8)} ${price} ${change_24h >= 0 ? '+' : ''}${change_24h} %`);
  }
});
client.subscribe({ channel: 'price', symbols: ['btc', 'eth'], interval: '100ms' });
