/** The median of the last figures. */
export declare class Recent {
    /** @type {number[]} */
    values: number[];
    constructor();
    /** @param {number} value */
    add(value: number): void;
    get median(): number;
}
