package io.tickwire.tools.doctor;

/**
 * What was found of one thing.
 *
 * @param check   the thing.
 * @param state   how it is.
 * @param found   what it is, in few words.
 * @param why     it matters.
 * @param fix     what to do; empty where nothing is to be done.
 * @param command that does it; empty where there is none.
 * Thread: any
 */
public record Finding(String check, State state, String found, String why, String fix, String command)
{
    static Finding ok(final String check, final String found, final String why)
    {
        return new Finding(check, State.OK, found, why, "", "");
    }

    static Finding unknown(final String check, final String found, final String why)
    {
        return new Finding(check, State.UNKNOWN, found, why, "", "");
    }

    /**
     * Well, or else what is to be done.
     */
    static Finding unless(final boolean isRight, final State otherwise, final Finding told)
    {
        return isRight || otherwise == State.OK ?
            ok(told.check, told.found, told.why) :
            new Finding(told.check, otherwise, told.found, told.why, told.fix, told.command);
    }

    /** How it might be, until it is known whether it is. */
    static Finding of(
        final String check, final String found, final String why, final String fix, final String command)
    {
        return new Finding(check, State.UNKNOWN, found, why, fix, command);
    }
}
