// What browsers have, and this version of Node has not.
import WebSocket from 'ws';

globalThis.WebSocket = WebSocket;
