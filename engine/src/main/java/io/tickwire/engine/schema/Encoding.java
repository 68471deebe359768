package io.tickwire.engine.schema;

import java.util.stream.Stream;

/**
 * A form of bytes that a frame comes in. Where clients may choose how decimals are shown, each choice is an encoding
 * of its own, so that a frame is still encoded once for all who want it.
 * Thread: any
 */
public enum Encoding
{
    /** JSON, decimals as exact numbers. */
    JSON(true),

    /** JSON, decimals as exact strings ({@code num=str}). */
    JSON_STRING(true),

    /** msgpack maps, decimals as float64. */
    MSGPACK(false),

    /** msgpack maps, decimals as int64 mantissas ({@code num=scaled}). */
    MSGPACK_SCALED(false),

    /** msgpack arrays with positional fields, decimals as float64. */
    COMPACT(false),

    /** msgpack arrays with positional fields, decimals as int64 mantissas. */
    COMPACT_SCALED(false),

    /** Simple Binary Encoding; what is not market data comes as JSON text. */
    SBE(false);

    /** How many encodings there are. */
    public static final int COUNT = values().length;

    private static final Encoding[] BY_ORDINAL = values();
    private static final Encoding[][] BY_BITS = byBits();

    private final boolean isText;

    Encoding(final boolean isText)
    {
        this.isText = isText;
    }

    /**
     * Whether data frames of this encoding are WebSocket text frames.
     */
    public boolean isText()
    {
        return isText;
    }

    /**
     * The encoding's bit in a set of encodings.
     */
    public int bit()
    {
        return 1 << ordinal();
    }

    /**
     * The encoding of an ordinal, without the array that {@code values()} copies.
     */
    public static Encoding ofOrdinal(final int ordinal)
    {
        return BY_ORDINAL[ordinal];
    }

    /**
     * The encodings of a set.
     *
     * @param bits that the encodings' {@link #bit}s make up.
     * @return shared: not to be changed.
     */
    public static Encoding[] ofBits(final int bits)
    {
        return BY_BITS[bits];
    }

    private static Encoding[][] byBits()
    {
        final Encoding[][] byBits = new Encoding[1 << COUNT][];
        for (int bits = 0; bits < byBits.length; bits++)
        {
            final int set = bits;
            byBits[bits] =
                Stream.of(BY_ORDINAL).filter(encoding -> (set & encoding.bit()) != 0).toArray(Encoding[]::new);
        }

        return byBits;
    }
}
