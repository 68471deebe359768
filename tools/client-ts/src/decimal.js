// Decimals: a mantissa and an exponent of ten, or the text of both.

/**
 * The exact text of a scaled number, such as 67234.5 for 672345 and -1.
 *
 * @param {number | bigint} mantissa
 * @param {number} exponent
 * @returns {string}
 */
export function toText(mantissa, exponent) {
  const isNegative = mantissa < 0;
  const digits = String(mantissa).slice(isNegative ? 1 : 0);
  const sign = isNegative ? '-' : '';
  if (exponent >= 0) return digits === '0' ? '0' : sign + digits + '0'.repeat(exponent);
  const padded = digits.padStart(1 - exponent, '0');
  const point = padded.length + exponent;
  const fraction = padded.slice(point).replace(/0+$/, '');
  return sign + padded.slice(0, point) + (fraction === '' ? '' : `.${fraction}`);
}

/**
 * The mantissa that a decimal has for an exponent.
 *
 * @param {string | number | bigint} value a bigint is a mantissa already
 * @param {number} exponent
 * @returns {bigint}
 * @throws {RangeError} where the exponent can not hold it
 */
export function toMantissa(value, exponent) {
  if (typeof value === 'bigint') return value;
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(String(value));
  if (match === null) throw new RangeError(`not a decimal: ${value}`);
  const fraction = match[3] ?? '';
  const shift = Number(match[4] ?? 0) - fraction.length - exponent;
  const digits = BigInt(match[2] + fraction);
  const scale = 10n ** BigInt(Math.abs(shift));
  if (shift < 0 && digits % scale !== 0n) throw new RangeError(`${value} has more digits than 10^${exponent} can hold`);
  const mantissa = shift < 0 ? digits / scale : digits * scale;
  return match[1] === '-' ? -mantissa : mantissa;
}

/**
 * Order two numbers of the same kind: numbers, mantissas, or texts of decimals.
 *
 * @param {number | bigint | string} left
 * @param {number | bigint | string} right
 * @returns {number} less than, equal to or more than 0
 */
export function compare(left, right) {
  if (typeof left !== 'string' || typeof right !== 'string') return left < right ? -1 : left > right ? 1 : 0;
  if (left === right) return 0;
  const difference = Number(left) - Number(right);
  if (difference !== 0) return difference;
  const exponent = -Math.max(places(left), places(right));
  const exact = toMantissa(left, exponent) - toMantissa(right, exponent);
  return exact < 0n ? -1 : exact > 0n ? 1 : 0;
}

/** @param {string} text */
function places(text) {
  const point = text.indexOf('.');
  return point < 0 ? 0 : text.length - point - 1;
}
