// Indicators over columns of candles. Each answers columns as long as the candles, null where it is not warm yet.

/** The mean of the last so many values. */
export function sma(values, period) {
  let sum = 0;
  return values.map((value, i) => {
    sum += value - (i >= period ? values[i - period] : 0);
    return i >= period - 1 ? sum / period : null;
  });
}

/** Exponentially weighted, begun with the mean of the first period. */
export function ema(values, period) {
  const weight = 2 / (period + 1);
  let last = null;
  let sum = 0;
  return values.map((value, i) => {
    sum += i < period ? value : 0;
    if (i === period - 1) {
      last = sum / period;
    } else if (i >= period) {
      last += weight * (value - last);
    }
    return last;
  });
}

/** [upper, lower]: the mean and so many standard deviations around it. */
export function bollinger(values, period, width) {
  const middle = sma(values, period);
  const spread = values.map((_, i) => {
    if (middle[i] === null) {
      return null;
    }
    let sum = 0;
    for (let j = i - period + 1; j <= i; j++) {
      sum += (values[j] - middle[i]) ** 2;
    }
    return width * Math.sqrt(sum / period);
  });
  return [1, -1].map(sign => middle.map((mean, i) => (mean === null ? null : mean + sign * spread[i])));
}

/** The mean price weighted by volume, from the first candle that is shown. */
export function vwap({ high, low, close, volume }) {
  let worth = 0;
  let traded = 0;
  return close.map((_, i) => {
    worth += ((high[i] + low[i] + close[i]) / 3) * volume[i];
    traded += volume[i];
    return traded > 0 ? worth / traded : null;
  });
}

/** Wilder's relative strength index, 0 to 100. */
export function rsi(values, period) {
  let gain = 0;
  let loss = 0;
  return values.map((value, i) => {
    if (i === 0) {
      return null;
    }
    const change = value - values[i - 1];
    const up = Math.max(change, 0);
    const down = Math.max(-change, 0);
    if (i <= period) {
      gain += up / period;
      loss += down / period;
    } else {
      gain += (up - gain) / period;
      loss += (down - loss) / period;
    }
    if (i < period) {
      return null;
    }
    return gain + loss === 0 ? 50 : (100 * gain) / (gain + loss);
  });
}
