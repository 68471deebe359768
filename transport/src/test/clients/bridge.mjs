// A WebSocket client that is steered by lines of JSON on its standard input, and tells what happens on its output.
import readline from 'node:readline';
import WebSocket from 'ws';
import { decode, encode } from '@msgpack/msgpack';

const [url, form, ...protocols] = process.argv.slice(2);
const isBinary = form === 'msgpack';
const isRaw = form === 'sbe';
const tell = event => process.stdout.write(JSON.stringify(event, (key, value) =>
  typeof value === 'bigint' ? Number(value) : value) + '\n');

const socket = new WebSocket(url, protocols, { perMessageDeflate: false });
socket.on('open', () => tell({ event: 'open', protocol: socket.protocol }));
socket.on('unexpected-response', (request, response) => {
  let body = '';
  response.on('data', part => { body += part; });
  response.on('end', () => tell({ event: 'refused', status: response.statusCode, headers: response.headers, body }));
});
socket.on('error', error => tell({ event: 'error', message: String(error) }));
socket.on('ping', () => tell({ event: 'ping' }));
socket.on('pong', () => tell({ event: 'pong' }));
socket.on('close', (code, reason) => tell({ event: 'close', code, reason: String(reason) }));
socket.on('message', (data, binary) => {
  if (binary && isRaw) {
    tell({ event: 'message', binary, bytes: data.length, hex: data.toString('hex') });
    return;
  }
  let message;
  try {
    message = binary ? decode(data, { useBigInt64: false }) : JSON.parse(data);
  } catch (error) {
    message = null;
  }
  tell({ event: 'message', binary, bytes: data.length, message });
});

const obey = line => {
  const command = JSON.parse(line);
  if (command.send !== undefined) {
    socket.send(isBinary ? encode(command.send) : JSON.stringify(command.send));
  } else if (command.text !== undefined) {
    socket.send(command.text);
  } else if (command.hex !== undefined) {
    socket.send(Buffer.from(command.hex, 'hex'));
  } else if (command.ping !== undefined) {
    socket.ping(command.ping);
  } else if (command.close !== undefined) {
    socket.close(command.close);
  }
};

const early = [];
socket.on('open', () => early.splice(0).forEach(obey));
const lines = readline.createInterface({ input: process.stdin });
lines.on('line', line => socket.readyState === WebSocket.CONNECTING ? early.push(line) : obey(line));
lines.on('close', () => process.exit(0));
