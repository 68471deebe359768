/**
 * @param {string} text
 * @returns {any}
 * @throws {SyntaxError} where it is no JSON
 */
export declare function parse(text: string): any;
/**
 * Write JSON, bigints as the whole numbers that they are.
 *
 * @param {any} value
 * @returns {string}
 */
export declare function stringify(value: any): string;
