// How the server is: its parts, figures and latencies; and how fast this page draws.
import { choice, h, isOnPage, panel, setText, table } from './dom.js';
import { number, short, span, title, uptime } from './format.js';
import { latencyPlot } from './latency-plot.js';
import { rowList } from './rows.js';
import { onTheme } from './theme.js';

const ASK_MS = 2_000;
const PLOT_MS = 500;
const STATES = { up: 'good', degraded: 'warn', down: 'bad' };
const QUANTILES = [
  ['p50', 0.5],
  ['p90', 0.9],
  ['p99', 0.99],
  ['p99.9', 0.999],
];

export function serverView(store, frames, link) {
  const figures = h('dl', { class: 'figures', id: 'figures' });
  const parts = table('Parts of the server', [
    ['Part', 'text'],
    ['State', 'text'],
    ['Details', 'text'],
  ]);
  const showParts = rowList(parts.body, ['text', 'text side', 'text muted'], 'th');
  const stages = table('Latency within the server, by stage', [
    ['Stage', 'text'],
    ['Count'],
    ['p50'],
    ['p90'],
    ['p99'],
    ['p99.9'],
    ['Max'],
  ]);
  const showStages = rowList(stages.body, ['text', 'num', 'num', 'num', 'num', 'num', 'num'], 'th');
  const plotArea = h('div', { class: 'plot', role: 'img', id: 'latency-plot' });
  const quantiles = h('dl', { class: 'figures small', id: 'quantiles' });
  const page = h('dl', { class: 'figures small', id: 'page-figures' });
  const source = choice(
    'Which latency',
    [
      ['server', 'Within the server'],
      ['wire', 'From the server to this page'],
    ],
    'server',
    () => frames.mark('second'),
  );
  const element = h(
    'div',
    { class: 'view', id: 'view-server' },
    panel('health', 'Server', [], figures, parts.element),
    panel(
      'latency',
      'Latency',
      [source, h('button', { type: 'button', class: 'plain', text: 'Begin anew', onclick: clear })],
      quantiles,
      plotArea,
    ),
    panel('stages', 'Stages', [], stages.element),
    panel('page', 'This page', [], page),
  );
  const plot = latencyPlot(plotArea);
  let answer = null;
  let lastCount = 0;
  let lastAt = performance.now();

  function clear() {
    store.latency[source.value].clear();
    frames.mark('second');
  }

  function drawStatus() {
    const { status } = store;
    if (!status) {
      return;
    }
    const { metrics = {} } = status;
    definitions(figures, [
      ['State', title(status.status)],
      ['Up for', uptime(status.uptime_seconds)],
      ['Clients', number(status.connected_peers, 0)],
      ['Sources', number(status.active_sources, 0)],
      ['Symbols', number(status.symbols_tracked, 0)],
      ['Messages sent', short(metrics.messageCount)],
      ['Errors', number(metrics.errorCount, 0)],
      ['Latency', metrics.latency === undefined ? '' : span(metrics.latency * 1_000)],
    ]);
    showParts(
      Object.entries(status.components ?? {}),
      ([name, one]) => [name, title(one.status), one.details ?? ''],
      ([, one]) => STATES[one.status] ?? '',
    );
  }

  function drawLatency() {
    const histogram = store.latency[source.value];
    const [ends, counts] = histogram.buckets();
    plot.setData(
      ends.length
        ? [ends, counts]
        : [
            [1, 10],
            [null, null],
          ],
    );
    definitions(quantiles, [
      ...QUANTILES.map(([name, part]) => [name, span(histogram.quantile(part))]),
      ['Messages', short(histogram.total)],
    ]);
    plotArea.setAttribute(
      'aria-label',
      `Histogram of latency, ${histogram.total} messages; median ${span(histogram.quantile(0.5))}`,
    );
    const now = performance.now();
    const rate = ((store.messages - lastCount) * 1_000) / (now - lastAt);
    lastCount = store.messages;
    lastAt = now;
    const metrics = link.client?.getMetrics() ?? {};
    definitions(page, [
      ['Messages a second', number(rate, 0)],
      ['Drawings a second', number(frames.rate, 0)],
      ['Longest drawing', span(frames.worstMs * 1_000)],
      ['Reconnects', number(metrics.reconnects ?? 0, 0)],
      ['Gaps', number(metrics.gaps ?? 0, 0)],
      ['Resyncs', number(metrics.resyncs ?? 0, 0)],
      ['Dropped here', number(metrics.dropped ?? 0, 0)],
    ]);
  }

  function drawStages() {
    if (answer) {
      showStages(Object.entries(answer.stages ?? {}), ([name, one]) => [
        name,
        short(one.count),
        ...['p50_us', 'p90_us', 'p99_us', 'p999_us', 'max_us'].map(key => span(one[key])),
      ]);
    }
  }

  async function ask() {
    if (isShown() && store.connection.state === 'open') {
      try {
        const [stats, status] = await Promise.all([link.ask('stats'), link.ask('status')]);
        answer = stats;
        store.onStatus(status);
      } catch {
        // The connection's state says so already; the next question comes by itself.
      }
    }
  }

  function isShown() {
    return isOnPage(element);
  }

  new ResizeObserver(() => {
    if (plotArea.clientWidth > 0) {
      plot.setSize({ width: plotArea.clientWidth, height: plotArea.clientHeight });
    }
  }).observe(plotArea);
  onTheme(() => plot.redraw(false));
  setInterval(ask, ASK_MS);
  frames.add(['status'], drawStatus, { when: isShown });
  frames.add(['status'], drawStages, { when: isShown });
  frames.add(['second'], drawLatency, { every: PLOT_MS, when: isShown });
  return { element, shown: ask };
}

/** Names and values, written over what stands there. */
export function definitions(list, entries) {
  entries.forEach(([name, value], i) => {
    if (!list.children[i]) {
      list.append(h('div', {}, h('dt'), h('dd', { class: 'num' })));
    }
    const [term, text] = list.children[i].children;
    setText(term, name);
    setText(text, value);
  });
}
