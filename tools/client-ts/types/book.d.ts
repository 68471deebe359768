export type Decimal = number | string | bigint;
export type Level = {
    price: Decimal;
    quantity: Decimal;
};
export declare class Book {
    /** @type {Level[]} the best first */
    bids: Level[];
    /** @type {Level[]} the best first */
    asks: Level[];
    constructor();
    clear(): void;
    /** @param {{kind?: string, bids: Level[], asks: Level[]}} message */
    apply(message: {
        kind?: string;
        bids: Level[];
        asks: Level[];
    }): void;
    /**
     * CRC32C of the best ten levels, as the server has it.
     *
     * @param {number} priceExponent
     * @param {number} quantityExponent
     */
    checksum(priceExponent: number, quantityExponent: number): number;
}
