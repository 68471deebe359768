package io.tickwire.transport.protocol;

import java.util.List;

/**
 * The fields of {@code replay_control}: an {@code action} and maybe its {@code value}, or a field that is named as the
 * action and holds its value.
 * Thread: io-<n>
 */
final class ReplayFields
{
    private static final String PAUSE = "pause";
    private static final String RESUME = "resume";
    private static final String STEP = "step";
    private static final String SEEK = "seek";
    private static final String SPEED = "speed";
    private static final List<String> ACTIONS = List.of(PAUSE, RESUME, STEP, SEEK, SPEED);
    private static final String MAX_SPEED = "max";
    private static final double LEAST_SPEED = 0.1;
    private static final double MOST_SPEED = 1_000;
    private static final long MOST_STEPS = 1_000_000;

    private String action;
    private Object value;
    private String shortAction;
    private Object shortValue;
    private boolean isAmbiguous;

    void clear()
    {
        action = null;
        value = null;
        shortAction = null;
        shortValue = null;
        isAmbiguous = false;
    }

    void read(final CommandField field, final MessageCursor cursor) throws BadValueException
    {
        final String name = field.wireName();
        switch (field)
        {
            case ACTION -> action = FieldValues.word(cursor, name, ACTIONS);
            case VALUE -> value = FieldValues.scalar(cursor, name);
            case PAUSE, RESUME, STEP ->
                shorten(name, isNumber(cursor) ? FieldValues.scalar(cursor, name) : flagged(cursor, name));
            default -> shorten(name, FieldValues.scalar(cursor, name));
        }
    }

    /**
     * What is to be done.
     */
    Command.ReplayControl command(final Object id) throws BadValueException
    {
        final String asked = action == null ? shortAction : action;
        if (asked == null || isAmbiguous || shortAction != null && !shortAction.equals(asked))
        {
            throw new BadValueException(
                ErrorCode.INVALID_MESSAGE, "replay_control has one action: one of " + String.join(", ", ACTIONS));
        }
        final Object given = value == null ? shortValue : value;
        require(asked, given);

        return new Command.ReplayControl(id, asked, given);
    }

    private void shorten(final String name, final Object value)
    {
        isAmbiguous |= shortAction != null;
        shortAction = name;
        shortValue = value;
    }

    private static boolean isNumber(final MessageCursor cursor)
    {
        return cursor.token() == Token.INTEGER || cursor.token() == Token.DECIMAL;
    }

    private static Object flagged(final MessageCursor cursor, final String name) throws BadValueException
    {
        if (cursor.token() != Token.TRUE)
        {
            throw FieldValues.bad(cursor, name, "true");
        }

        return null;
    }

    private static void require(final String action, final Object value) throws BadValueException
    {
        final boolean isGood = switch (action)
        {
            case PAUSE, RESUME -> value == null;
            case STEP -> value == null ||
                value instanceof final Long steps && steps >= 1 && steps <= MOST_STEPS;
            case SEEK -> value instanceof String || value instanceof final Number time && time.doubleValue() >= 0;
            default -> MAX_SPEED.equals(value) || value instanceof final Number speed &&
                speed.doubleValue() >= LEAST_SPEED && speed.doubleValue() <= MOST_SPEED;
        };
        if (!isGood)
        {
            throw new BadValueException(wanted(action) + ": value=" + value);
        }
    }

    private static String wanted(final String action)
    {
        return switch (action)
        {
            case PAUSE, RESUME -> action + " has no value";
            case STEP -> "value of step must be a whole number from 1 to " + MOST_STEPS + ", or left out";
            case SEEK -> "value of seek must be a time: a number from 0 on, or a text";
            default -> "value of speed must be from " + LEAST_SPEED + " to " + (long)MOST_SPEED + ", or \"" +
                MAX_SPEED + '"';
        };
    }
}
