package io.tickwire.engine.encode;

/**
 * The lead bytes of msgpack that are used here.
 * Thread: any
 */
final class MsgpackCode
{
    static final int NIL = 0xc0;
    static final int FALSE = 0xc2;
    static final int TRUE = 0xc3;
    static final int FLOAT64 = 0xcb;
    static final int UINT32 = 0xce;
    static final int UINT64 = 0xcf;
    static final int INT64 = 0xd3;
    static final int STR8 = 0xd9;
    static final int STR16 = 0xda;
    static final int FIXARRAY = 0x90;
    static final int ARRAY16 = 0xdc;
    static final int ARRAY32 = 0xdd;
    static final int FIXMAP = 0x80;
    static final int MAP16 = 0xde;
    static final int MAP32 = 0xdf;
    static final int FIXSTR = 0xa0;

    /** Maps and arrays with fewer entries have their count in the lead byte. */
    static final int FIX_ENTRIES_LIMIT = 16;

    /** Maps and arrays with fewer entries have their count in two bytes. */
    static final int ENTRIES16_LIMIT = 0x1_0000;

    /** Strings with fewer bytes have their length in the lead byte. */
    static final int FIXSTR_LIMIT = 32;

    /** Strings with fewer bytes have their length in one byte. */
    static final int STR8_LIMIT = 0x100;

    private MsgpackCode()
    {
    }
}
