// The start page: a client of the broadcast profile, which says nothing and is sent the market.
const FIRST_RETRY_MS = 100;
const MAX_RETRY_MS = 30_000;

const rows = new Map();
const body = document.getElementById('market');
const status = document.getElementById('connection');
let attempts = 0;

function row(symbol) {
  let cells = rows.get(symbol);
  if (!cells) {
    const line = body.insertRow();
    cells = [0, 1, 2, 3].map(() => line.insertCell());
    cells[0].textContent = symbol;
    rows.set(symbol, cells);
  }
  return cells;
}

function show(data) {
  for (const [symbol, values] of Object.entries(data)) {
    const [, price, change, volume] = row(symbol);
    price.textContent = values.price ?? '';
    change.textContent = values.change_24h == null ? '' : `${values.change_24h.toFixed(2)} %`;
    volume.textContent = values.volume_24h ?? '';
  }
}

function connect() {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  const socket = new WebSocket(`${scheme}://${location.host}/`);
  socket.onopen = () => {
    attempts = 0;
    status.textContent = 'connected';
  };
  socket.onmessage = event => {
    const message = JSON.parse(event.data);
    if (message.type === 'initial_data' || message.type === 'market_update') {
      show(message.data);
    } else if (message.type === 'ping') {
      socket.send(JSON.stringify({ type: 'pong' }));
    }
  };
  socket.onclose = () => {
    status.textContent = 'disconnected: trying again';
    setTimeout(connect, Math.random() * Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** attempts++));
  };
}

connect();
