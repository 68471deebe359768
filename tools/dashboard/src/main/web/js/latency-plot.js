// A histogram of latencies on a logarithmic axis.
import uPlot from '../vendor/uPlot.esm.js';
import { span } from './format.js';
import { token } from './theme.js';

export function latencyPlot(element) {
  const axis = {
    stroke: () => token('--muted'),
    font: '11px system-ui, sans-serif',
    ticks: { show: false },
    grid: { stroke: () => token('--grid'), width: 1 },
  };
  return new uPlot(
    {
      width: 100,
      height: 100,
      legend: { show: false },
      cursor: { drag: { x: false, y: false }, points: { show: false } },
      scales: { x: { time: false, distr: 3, log: 10 }, y: { range: (_, min, max) => [0, Math.max(1, max)] } },
      axes: [
        {
          ...axis,
          values: (_, ticks) =>
            ticks.map(tick => (Number.isInteger(Math.round(Math.log10(tick) * 1e6) / 1e6) ? span(tick) : '')),
        },
        { ...axis, size: 56 },
      ],
      series: [
        {},
        {
          label: 'messages',
          stroke: () => token('--accent'),
          fill: () => token('--accent-soft'),
          paths: uPlot.paths.bars({ size: [0.9, 40], align: -1 }),
          points: { show: false },
        },
      ],
    },
    [
      [1, 10],
      [null, null],
    ],
    element,
  );
}
