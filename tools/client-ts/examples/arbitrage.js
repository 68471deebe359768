// What one venue sells for less than another buys it: node examples/arbitrage.js [URL]
import { TickwireClient } from '../src/index.js';

const client = new TickwireClient({ url: process.argv[2] ?? 'ws://localhost:8765/ws', encoding: 'msgpack' });
client.on('gap', gap => console.error(`missed ${gap.symbol}: ${gap.reason}`));
client.on('error', error => console.error(error.code, error.message));

for await (const found of client.subscribe({ channel: 'arbitrage' })) {
  const { symbol, quantity, buy_venue, buy_price, sell_venue, sell_price, spread_bps } = found;
  console.log(`${symbol}: buy ${quantity} at ${buy_venue} for ${buy_price}, sell at ${sell_venue} for ${sell_price}: `
    + `${spread_bps} bps`);
}
