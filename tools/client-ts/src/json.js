// JSON whose whole numbers lose nothing: one that a double can not hold comes as a bigint. Decimals are the nearest
// doubles; who wants their digits asks the server for texts (numbers: 'string').

const SUSPECT = /\d{17}|9\d{15}/;
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const WHOLE = /^-?\d+$/;

/**
 * @param {string} text
 * @returns {any}
 * @throws {SyntaxError} where it is no JSON
 */
export function parse(text) {
  if (!SUSPECT.test(text)) return JSON.parse(text);
  JSON.parse(text);
  // A key that no other can know marks what stands for a number; each number is checked as the text was, above.
  const mark = `\u0000${Math.random()}`;
  const key = JSON.stringify(mark);
  let isMarked = false;
  const marked = text.replace(TOKEN, token => {
    if (!WHOLE.test(token) || Number.isSafeInteger(Number(token))) return token;
    isMarked = true;
    return `{${key}:"${token}"}`;
  });
  return isMarked ? JSON.parse(marked, (_, value) =>
    value !== null && typeof value === 'object' && Object.hasOwn(value, mark) ? BigInt(value[mark]) : value)
    : JSON.parse(text);
}

/**
 * Write JSON, bigints as the whole numbers that they are.
 *
 * @param {any} value
 * @returns {string}
 */
export function stringify(value) {
  const mark = `\u0000${Math.random()}\u0000`;
  let isMarked = false;
  const text = JSON.stringify(value, (_, part) => {
    if (typeof part !== 'bigint') return part;
    isMarked = true;
    return `${mark}${part}${mark}`;
  });
  const quoted = JSON.stringify(mark).slice(1, -1);
  return isMarked ? text.split(`"${quoted}`).join('').split(`${quoted}"`).join('') : text;
}
