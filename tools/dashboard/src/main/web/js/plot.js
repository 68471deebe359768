// The candlestick plot: uPlot for scales, axes, cursor and lines; candles, volume and annotations are drawn here.
import uPlot from '../vendor/uPlot.esm.js';
import { number } from './format.js';
import { token } from './theme.js';

const FONT = '11px system-ui, sans-serif';
const VOLUME_PART = 0.18;
const MARGIN = 0.06;
const BODY_PART = 0.68;
const FEWEST = 40;
/** Columns of the data behind time, open, high, low, close and volume. */
export const OVERLAYS = ['sma', 'ema', 'upper', 'lower', 'vwap'];
const OVERLAY_TOKENS = ['--line-1', '--line-2', '--line-3', '--line-3', '--line-4'];
const NO_PATH = () => null;

function axis(extra) {
  return {
    stroke: () => token('--muted'),
    font: FONT,
    grid: { stroke: () => token('--grid'), width: 1 },
    ticks: { show: false },
    ...extra,
  };
}

function line(label, stroke, scale) {
  return { label, scale, stroke: () => token(stroke), width: 1.25, points: { show: false } };
}

function hidden(label, scale) {
  return { label, scale, paths: NO_PATH, points: { show: false } };
}

const TIMES = [
  [86_400, '{YYYY}-{MM}-{DD}', null, null, null, null, null, null, 1],
  [60, '{HH}:{mm}', '\n{MM}-{DD}', null, '\n{MM}-{DD}', null, null, null, 1],
  [1, '{HH}:{mm}:{ss}', null, null, null, null, null, null, 1],
];

/** The newest candle stands near the right edge, however few there are. */
function timeRange(view) {
  return plot => {
    const step = view.seconds();
    // Not what uPlot tells: of a single time it makes years.
    const times = plot.data?.[0] ?? [];
    const last = times.at(-1);
    return times.length ? [Math.min(times[0], last - FEWEST * step) - step, last + 2 * step] : [0, 1];
  };
}

/** The chart of prices. `view` tells what to draw besides: {digits, annotations, seconds}. */
export function pricePlot(element, view, onPick) {
  const options = {
    width: 100,
    height: 100,
    legend: { show: false },
    cursor: { sync: { key: 'candles' }, drag: { x: false, y: false }, points: { show: false } },
    scales: {
      x: { range: timeRange(view) },
      p: { range: (_, min, max) => widened(min, max) },
      v: { range: (_, min, max) => [0, (max || 1) / VOLUME_PART] },
    },
    axes: [
      axis({ values: TIMES, space: 72 }),
      axis({
        scale: 'p',
        side: 1,
        size: 74,
        values: (_, ticks) => ticks.map(tick => number(tick, view.digits())),
      }),
    ],
    series: [
      {},
      hidden('open', 'p'),
      hidden('high', 'p'),
      hidden('low', 'p'),
      hidden('close', 'p'),
      hidden('volume', 'v'),
      ...OVERLAYS.map((name, i) => line(name, OVERLAY_TOKENS[i], 'p')),
    ],
    hooks: {
      drawAxes: [plot => drawCandles(plot, view.seconds())],
      draw: [plot => drawAnnotations(plot, view.annotations())],
      ready: [
        plot =>
          plot.over.addEventListener('click', () => {
            const { left, top, idx } = plot.cursor;
            if (idx !== null && left >= 0) {
              onPick({ price: plot.posToVal(top, 'p'), time: plot.data[0][idx] });
            }
          }),
      ],
    },
  };
  return new uPlot(options, [[], [], [], [], [], [], ...OVERLAYS.map(() => [])], element);
}

/** The relative strength below it, with the same times. */
export function strengthPlot(element, view) {
  return new uPlot(
    {
      width: 100,
      height: 90,
      legend: { show: false },
      cursor: { sync: { key: 'candles' }, drag: { x: false, y: false }, points: { show: false } },
      scales: { x: { range: timeRange(view) }, r: { range: [0, 100] } },
      axes: [
        axis({ show: false }),
        axis({
          scale: 'r',
          side: 1,
          size: 74,
          splits: () => [30, 50, 70],
          values: (_, ticks) => ticks.map(String),
        }),
      ],
      series: [{}, line('rsi', '--line-1', 'r')],
    },
    [[], []],
    element,
  );
}

function widened(min, max) {
  if (min === null || max === null) {
    return [0, 1];
  }
  const margin = (max - min || Math.abs(max) * 0.001 || 1) * MARGIN;
  return [min - margin * (1 + VOLUME_PART / MARGIN), max + margin];
}

function drawCandles(plot, seconds) {
  const [times, open, high, low, close, volume] = plot.data;
  if (times.length === 0) {
    return;
  }
  const { ctx, bbox } = plot;
  const step = plot.valToPos(times[0] + seconds, 'x', true) - plot.valToPos(times[0], 'x', true);
  const width = Math.max(1, Math.round(step * BODY_PART));
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  for (const isUp of [true, false]) {
    ctx.fillStyle = token(isUp ? '--up' : '--down');
    for (let i = 0; i < times.length; i++) {
      if (close[i] >= open[i] === isUp) {
        const x = Math.round(plot.valToPos(times[i], 'x', true));
        const y = [high, low, open, close].map(column => Math.round(plot.valToPos(column[i], 'p', true)));
        const left = x - Math.floor(width / 2);
        ctx.globalAlpha = 0.25;
        const base = bbox.top + bbox.height;
        const top = Math.round(plot.valToPos(volume[i], 'v', true));
        ctx.fillRect(left, top, width, base - top);
        ctx.globalAlpha = 1;
        ctx.fillRect(x, y[0], 1, Math.max(1, y[1] - y[0]));
        ctx.fillRect(left, Math.min(y[2], y[3]), width, Math.max(1, Math.abs(y[2] - y[3])));
      }
    }
  }
  drawLast(plot, close.at(-1));
  ctx.restore();
}

function drawLast(plot, price) {
  const y = Math.round(plot.valToPos(price, 'p', true)) + 0.5;
  rule(plot, y, token('--accent'), [2, 3]);
}

function rule({ ctx, bbox }, y, colour, dash) {
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1;
  ctx.setLineDash(dash);
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.setLineDash([]);
}

function drawAnnotations(plot, annotations) {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.font = `${11 * devicePixelRatio}px system-ui, sans-serif`;
  ctx.fillStyle = token('--accent');
  for (const { price, time, text } of annotations) {
    const y = Math.round(plot.valToPos(price, 'p', true)) + 0.5;
    let x = bbox.left + 6 * devicePixelRatio;
    if (time === null) {
      rule(plot, y, token('--accent'), [6 * devicePixelRatio, 3 * devicePixelRatio]);
    } else {
      x = plot.valToPos(time, 'x', true);
      ctx.beginPath();
      ctx.arc(x, y, 3 * devicePixelRatio, 0, 2 * Math.PI);
      ctx.fill();
      x += 7 * devicePixelRatio;
    }
    ctx.fillText(text, x, y - 4 * devicePixelRatio);
  }
  ctx.restore();
}
