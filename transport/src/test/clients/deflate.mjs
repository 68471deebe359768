// Has messages echoed by all kinds of compressing clients, and tells how many there were.
import WebSocket from 'ws';

const [url] = process.argv.slice(2);
const sizes = [0, 1, 100, 1024, 32768, 100000];
let count = 0;

const echo = options => new Promise((resolve, reject) => {
  const socket = new WebSocket(url, { perMessageDeflate: options });
  const sent = sizes.flatMap(size => [Buffer.alloc(size, 'tick '), Buffer.alloc(size, String(Math.random()))]);
  let next = 0;
  const send = () => socket.send(sent[next], { binary: next % 2 === 0, compress: next % 3 !== 2 });
  socket.on('open', () => {
    if (!socket.extensions.includes('permessage-deflate')) reject(new Error('not agreed on: ' + JSON.stringify(options)));
    send();
  });
  socket.on('message', (data, binary) => {
    if (!data.equals(sent[next]) || binary !== (next % 2 === 0)) reject(new Error('another message: ' + next));
    next++;
    count++;
    next < sent.length ? send() : socket.close(1000);
  });
  socket.on('close', code => code === 1000 ? resolve() : reject(new Error('closed with ' + code)));
  socket.on('error', reject);
});

for (const serverNoContextTakeover of [undefined, true]) {
  for (const clientNoContextTakeover of [undefined, true]) {
    for (const serverMaxWindowBits of [undefined, 9, 15]) {
      for (const clientMaxWindowBits of [undefined, true, 9]) {
        await echo({
          serverNoContextTakeover, clientNoContextTakeover, serverMaxWindowBits, clientMaxWindowBits, threshold: 0
        });
      }
    }
  }
}
console.log(count);
