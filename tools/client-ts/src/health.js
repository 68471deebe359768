/**
 * @param {import('./client.js').TickwireClient} client
 * @returns {import('./types.js').Health}
 */
export function healthOf(client) {
  const isOpen = client.state === 'open';
  const isDown = client.state === 'closed' || client.state === 'idle';
  const streams = [...client.streams.byKey.values()];
  const books = streams.filter(stream => stream.book !== undefined);
  const badBooks = books.filter(stream => stream.status !== 'live').length;
  const stale = streams.filter(stream => stream.status === 'stale').length;
  const items = [...client.subscriptions.items.values()];
  const open = items.filter(item => item.isAsked).length;
  const ageMs = client.lastDataAt === 0 ? null : client.clock.now() - client.lastDataAt;
  /** @param {boolean} isWell */
  const status = isWell => isDown ? 'down' : isWell ? 'healthy' : 'degraded';
  const components = {
    connection: { status: status(isOpen), details: { state: client.state, epoch: client.epoch } },
    subscriptions: {
      status: status(isOpen && open === items.length),
      details: { handles: client.subscriptions.handles.size, wanted: items.length, asked: open },
    },
    books: { status: status(badBooks === 0), details: { books: books.length, notLive: badBooks } },
    data: { status: status(isOpen && stale === 0), details: { streams: streams.length, stale, ageMs } },
  };
  const isWell = Object.values(components).every(component => component.status === 'healthy');
  return { status: status(isWell), components };
}
