// A clock that is stepped by hand, and sockets whose other end is the test.

export class FakeClock {
  time = 1_000_000;
  tasks = new Map();
  lastId = 0;

  now = () => this.time;

  setTimeout = (task, ms) => {
    this.tasks.set(++this.lastId, { at: this.time + ms, task });
    return this.lastId;
  };

  clearTimeout = id => {
    this.tasks.delete(id);
  };

  /** What falls due on the way runs when it does. */
  tick(ms) {
    const until = this.time + ms;
    for (;;) {
      const due = [...this.tasks].filter(([, entry]) => entry.at <= until).sort((a, b) => a[1].at - b[1].at)[0];
      if (due === undefined) break;
      this.tasks.delete(due[0]);
      this.time = Math.max(this.time, due[1].at);
      due[1].task();
    }
    this.time = until;
  }
}

/** @returns {any} a class of sockets; `dialed` has all that were made */
export function fakeSockets() {
  return class FakeSocket {
    static dialed = [];

    constructor(url, protocols) {
      this.url = url;
      this.protocols = protocols;
      this.sent = [];
      this.readyState = 0;
      FakeSocket.dialed.push(this);
    }

    static get last() {
      return FakeSocket.dialed.at(-1);
    }

    send(frame) {
      if (this.readyState !== 1) throw new Error('not open');
      this.sent.push(frame);
    }

    close(code) {
      this.readyState = 3;
      this.closedWith = code;
    }

    open() {
      this.readyState = 1;
      this.onopen?.({});
    }

    frame(data) {
      const isMap = typeof data === 'object' && !(data instanceof Uint8Array);
      this.onmessage?.({ data: isMap ? JSON.stringify(data) : data });
    }

    end(code, reason = '') {
      this.readyState = 3;
      this.onclose?.({ code, reason });
    }

    refuse(status) {
      this.onerror?.({ message: `Unexpected server response: ${status}` });
      this.end(1006);
    }
  };
}

/** All promises that can go on have gone on. */
export const settled = () => new Promise(resolve => setImmediate(resolve));
