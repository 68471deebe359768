// A replay: the whole page shows what the server's journal says of another time, and this moves it.
import { choice, h, panel, setText } from './dom.js';
import { dayTime, number, title } from './format.js';

const SPEEDS = ['0.1', '0.5', '1', '2', '5', '10', '60', 'max'];
const STEPS = 1_000;

export function replayView(store, frames, link, show) {
  const begin = h('button', {
    type: 'button',
    class: 'primary',
    id: 'replay-begin',
    text: 'Replay the journal',
    onclick: start,
  });
  const refusal = h('p', { class: 'error', role: 'alert', id: 'replay-refusal' });
  const element = h(
    'div',
    { class: 'view', id: 'view-replay' },
    panel(
      'replay-entrance',
      'Replay',
      [],
      h('p', {
        class: 'muted',
        text: 'Where the server records a journal, this page can show another time of it, at any speed.',
      }),
      h('p', {}, begin),
      refusal,
    ),
  );
  const bar = replayBar(store, link, leave);

  function start() {
    refusal.textContent = '';
    link.start({ isReplay: true });
    show('market');
    frames.mark('replay');
  }

  function leave() {
    link.start({ isReplay: false });
    frames.mark('replay');
    show('replay');
  }

  function draw() {
    bar.element.hidden = !(link.isReplay && store.replay);
    document.documentElement.classList.toggle('replaying', !bar.element.hidden);
    begin.disabled = link.isReplay;
    if (store.replay) {
      bar.draw();
    }
  }

  function drawRefusal() {
    if (link.hasNoJournal) {
      link.start({ isReplay: false });
      refusal.textContent = 'This server has no journal to replay.';
      show('replay');
      frames.mark('replay');
    }
  }

  frames.add(['replay'], draw);
  frames.add(['connection'], drawRefusal);
  return { element, bar: bar.element };
}

function replayBar(store, link, leave) {
  let isHeld = false;
  const play = h('button', {
    type: 'button',
    class: 'primary',
    id: 'replay-play',
    text: 'Play',
    onclick: () => link.replayControl(store.replay?.state === 'playing' ? 'pause' : 'resume'),
  });
  const step = h('button', {
    type: 'button',
    class: 'plain',
    id: 'replay-step',
    text: 'Step',
    onclick: () => link.replayControl('step', 1),
  });
  const speed = choice(
    'Speed',
    SPEEDS.map(one => [one, one === 'max' ? 'max' : `${one}\u00d7`]),
    '1',
    value => link.replayControl('speed', value === 'max' ? value : Number(value)),
  );
  const place = h('input', {
    type: 'range',
    min: '0',
    max: String(STEPS),
    value: '0',
    'aria-label': 'Place in the journal',
    id: 'replay-seek',
    oninput: () => {
      isHeld = true;
    },
    onchange: () => {
      const { from, to } = store.replay;
      link.replayControl('seek', Math.round(from + ((to - from) * place.valueAsNumber) / STEPS));
      isHeld = false;
    },
  });
  const text = h('output', { class: 'num', id: 'replay-position' });
  const element = h(
    'div',
    { class: 'replay-bar', role: 'group', 'aria-label': 'Replay', hidden: true },
    h('strong', { text: 'Replay' }),
    play,
    step,
    speed,
    place,
    text,
    h('button', { type: 'button', class: 'plain', id: 'replay-leave', text: 'Back to now', onclick: leave }),
  );

  function draw() {
    const { state, position, from, to, speed: now } = store.replay;
    setText(play, state === 'playing' ? 'Pause' : 'Play');
    const pace = now === 'max' ? 'max' : `${number(Number(now), now < 1 ? 1 : 0)}\u00d7`;
    setText(text, [dayTime(position), title(state), pace].join(' \u00b7 '));
    place.setAttribute('aria-valuetext', dayTime(position));
    if (!isHeld) {
      place.value = String(to > from ? Math.round(((position - from) / (to - from)) * STEPS) : 0);
    }
  }

  return { element, draw };
}
