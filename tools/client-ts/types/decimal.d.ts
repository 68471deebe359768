/**
 * The exact text of a scaled number, such as 67234.5 for 672345 and -1.
 *
 * @param {number | bigint} mantissa
 * @param {number} exponent
 * @returns {string}
 */
export declare function toText(mantissa: number | bigint, exponent: number): string;
/**
 * The mantissa that a decimal has for an exponent.
 *
 * @param {string | number | bigint} value a bigint is a mantissa already
 * @param {number} exponent
 * @returns {bigint}
 * @throws {RangeError} where the exponent can not hold it
 */
export declare function toMantissa(value: string | number | bigint, exponent: number): bigint;
/**
 * Order two numbers of the same kind: numbers, mantissas, or texts of decimals.
 *
 * @param {number | bigint | string} left
 * @param {number | bigint | string} right
 * @returns {number} less than, equal to or more than 0
 */
export declare function compare(left: number | bigint | string, right: number | bigint | string): number;
