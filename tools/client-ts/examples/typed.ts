// TypeScript: the types come with the package.
import { TickwireClient, type BookView, type Handle, type Message, type Metrics } from 'tickwire';

export async function watch(url: string): Promise<Metrics> {
  const client = new TickwireClient({ url, encoding: 'compact', numbers: 'bigint', token: async () => 'token' });
  const handle: Handle = client.subscribe({ channels: ['trade', 'book'], symbols: 'btc', mode: 'delta', depth: 'full' },
    (message: Message) => console.log(message.type));
  await client.connect();
  const book: BookView | undefined = client.book('btc');
  const off: () => void = client.on('gap', gap => console.log(gap.from));
  for await (const message of handle) {
    if (message.type === 'trade_update') break;
  }
  off();
  handle.update({ depth: 20 });
  handle.unsubscribe();
  console.log(book?.bids[0]?.price, client.getHealth().components.books?.status, await client.request('status'));
  client.close();
  return client.getMetrics();
}
