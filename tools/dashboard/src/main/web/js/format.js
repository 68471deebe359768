// Numbers and times as texts. Formats are kept: making one costs a thousand times what using it does.
const fixed = new Map();
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', {
  year: 'numeric',
  month: 'short',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 2 });
const MINUS = '\u2212';
export const NOTHING = '\u2013';

/** A number with so many digits behind the point. */
export function number(value, digits) {
  if (value === null || value === undefined || Number.isNaN(value)) {
    return NOTHING;
  }
  let format = fixed.get(digits);
  if (!format) {
    format = new Intl.NumberFormat('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
    fixed.set(digits, format);
  }
  return format.format(value).replace('-', MINUS);
}

/** The same with its sign, so that no meaning is in colour alone. */
export function signed(value, digits) {
  return value > 0 ? `+${number(value, digits)}` : number(value, digits);
}

export function percent(value) {
  return value === null || value === undefined ? NOTHING : `${signed(value, 2)}\u00a0%`;
}

export function short(value) {
  return value === null || value === undefined ? NOTHING : compact.format(value).replace('-', MINUS);
}

export function time(ms) {
  return ms ? clock.format(ms) : NOTHING;
}

export function dayTime(ms) {
  return ms ? day.format(ms) : NOTHING;
}

/** A time span of microseconds, in the unit that suits it. */
export function span(us) {
  if (us === null || us === undefined || Number.isNaN(us)) {
    return NOTHING;
  }
  if (us < 1_000) {
    return `${number(us, us < 10 ? 1 : 0)} \u00b5s`;
  }
  return us < 1_000_000 ? `${number(us / 1_000, us < 10_000 ? 2 : 1)} ms` : `${number(us / 1_000_000, 1)} s`;
}

/** How long something runs. */
export function uptime(seconds) {
  const parts = [
    [86_400, 'd'],
    [3_600, 'h'],
    [60, 'min'],
    [1, 's'],
  ];
  const first = parts.findIndex(([size]) => seconds >= size);
  if (first < 0) {
    return '0 s';
  }
  return parts
    .slice(first, first + 2)
    .map(([size, unit], i) => `${Math.floor(i === 0 ? seconds / size : (seconds % parts[first][0]) / size)} ${unit}`)
    .join(' ');
}

export function direction(value) {
  return value > 0 ? 'up' : value < 0 ? 'down' : '';
}

export function title(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
