// A program that was written for the SDK whose client was configured so: only the import has changed.
// node examples/migration.js [HOST] [PORT]
import { TickwireClient as WebSocketClient } from '../src/index.js';

const config = {
  host: process.argv[2] ?? 'localhost',
  port: Number(process.argv[3] ?? 8765),
  maxConnections: 1000,
  rateLimit: { maxRequestsPerMinute: 600, maxConnectionsPerIP: 10 },
  security: { enableIPWhitelist: false, whitelistedIPs: [], requireAuthentication: false },
};

const ws = new WebSocketClient(config);

ws.subscribe({ channel: 'orderbook', symbols: ['BTC', 'ETH'], interval: '1s', depth: 20 });
ws.subscribe({ channel: 'trades', symbols: ['BTC'] });
ws.subscribe({ channel: 'positions' });
ws.subscribe({ channel: 'account' });

ws.on('market', update => console.log('market', update.type, update.symbol));
ws.on('trade', update => console.log('trade', update.symbol, update.price, update.quantity));
ws.on('position', update => console.log('position', update.symbol, update.quantity));
ws.on('liquidation', update => console.log('liquidation', update.symbol, update.price));
ws.on('account', update => console.log('account', update.asset, update.balance));
ws.on('error', error => console.error('error', error.message));

setInterval(() => {
  const { messageCount, errorCount, activeConnections, latency } = ws.getMetrics();
  console.log('metrics', messageCount, errorCount, activeConnections, latency);
  const health = ws.getHealth();
  const parts = Object.entries(health.components).map(([name, { status }]) => `${name}=${status}`);
  console.log('health', health.status, parts.join(' '));
}, 1000);
