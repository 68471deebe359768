// Servers of the ws package, one for each way to compress, plain and over TLS: prints their ports, and tells each who
// comes what links have to bear, then echoes.
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { WebSocketServer } from 'ws';

const [key, cert] = process.argv.slice(2);
const compressions = [
  false,
  { threshold: 0 },
  { threshold: 0, serverNoContextTakeover: true },
  { threshold: 0, clientNoContextTakeover: true },
  { threshold: 0, serverMaxWindowBits: 9 },
  { threshold: 1000, concurrencyLimit: 1 }
];

const greet = socket => {
  socket.send('small');
  socket.send(Buffer.alloc(200000, 'long '), { binary: true });
  socket.send(Buffer.alloc(6000000, 'longer '), { binary: true });
  socket.send('frag', { fin: false });
  socket.send('', { fin: false });
  socket.send('ments', { fin: true });
  socket.on('pong', data => {
    socket.send('pong ' + data);
    socket.on('message', (message, binary) => message.toString() === 'end' ?
      socket.close(4321, 'as you wish') : socket.send(message, { binary }));
  });
  socket.ping('tick');
};

const ports = [];
for (const server of compressions.flatMap(options => [http.createServer(), https.createServer({
  key: readFileSync(key), cert: readFileSync(cert)
})].map(http => ({ http, options })))) {
  new WebSocketServer({ server: server.http, perMessageDeflate: server.options }).on('connection', greet);
  await new Promise(resolve => server.http.listen(0, 'localhost', resolve));
  ports.push(server.http.address().port);
}
console.log(ports.join(' '));
process.stdin.on('end', () => process.exit(0)).resume();
