import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import test from 'node:test';
import { ENCODINGS, Player } from './conformance.js';

const FOLDER = new URL('../../conformance/sessions/', import.meta.url);

const sessions = readdirSync(FOLDER).filter(file => file.endsWith('.json'))
  .map(file => JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')));

test('there are sessions of all encodings', () => {
  assert.deepEqual(ENCODINGS.filter(encoding => !sessions.some(session => session.encoding === encoding)), []);
});

for (const session of sessions.filter(one => ENCODINGS.includes(one.encoding))) {
  test(`session ${session.name} (${session.encoding})`, async () => {
    const player = new Player(session);
    for (const [i, step] of session.steps.entries()) {
      try {
        await player.play(step);
      } catch (error) {
        error.message = `step ${i} ${JSON.stringify(step).slice(0, 200)}: ${error.message}`;
        throw error;
      }
    }
    player.close();
  });
}
