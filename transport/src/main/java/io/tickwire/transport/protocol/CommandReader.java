package io.tickwire.transport.protocol;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;

/**
 * Reads clients' messages, JSON and msgpack by the same code. Fields that a type does not know are passed over,
 * whatever they hold. What is wrong with a value is told once the whole message is read, so that the answer has its
 * {@code id} wherever in the message that stands.
 * Thread: io-<n>
 */
public final class CommandReader
{
    private final MessageCursor json = new JsonCursor();
    private final MessageCursor msgpack = new MsgpackCursor();
    private final CommandFields fields;
    private final EnumSet<CommandField> seen = EnumSet.noneOf(CommandField.class);
    private final Map<CommandField, BadValueException> problems = new EnumMap<>(CommandField.class);

    /**
     * @param maxSymbols in one message.
     */
    public CommandReader(final int maxSymbols)
    {
        fields = new CommandFields(maxSymbols);
    }

    /**
     * Read one message.
     *
     * @param payload its bytes, from position to limit; its position stays.
     * @throws BadCommandException where it is none, or asks for what can not be.
     */
    public Command read(final ByteBuffer payload, final WireForm form) throws BadCommandException
    {
        fields.clear();
        seen.clear();
        problems.clear();
        final MessageCursor cursor = form == WireForm.JSON ? json : msgpack;
        try
        {
            cursor.begin(payload);
            scan(cursor);
        }
        catch (final BadCommandException ex)
        {
            throw new BadCommandException(ex.code(), ex.getMessage(), fields.id);
        }

        return build(typeOf());
    }

    private void scan(final MessageCursor cursor) throws BadCommandException
    {
        if (cursor.next() != Token.MAP)
        {
            throw new BadCommandException(
                ErrorCode.INVALID_MESSAGE,
                "a message is a map with a type: message=" + FieldValues.shown(cursor),
                null);
        }

        final int depth = cursor.depth();
        while (cursor.next() != Token.MAP_END)
        {
            final CommandField field = CommandField.of(cursor.text());
            cursor.next();
            if (field != null && isWanted(field))
            {
                read(field, cursor);
            }
            cursor.leave(depth);
        }
    }

    /** Where the type is known already, what it does not know need not be read. */
    private boolean isWanted(final CommandField field)
    {
        final CommandType type = fields.type == null ? null : CommandType.of(fields.type);

        return type == null || type.has(field);
    }

    private void read(final CommandField field, final MessageCursor cursor) throws BadCommandException
    {
        try
        {
            if (!seen.add(field))
            {
                throw new BadValueException(
                    ErrorCode.INVALID_MESSAGE, "a field stands twice: " + field.wireName());
            }
            if (cursor.token() != Token.NULL || field == CommandField.DATA)
            {
                fields.read(field, cursor);
            }
        }
        catch (final BadValueException ex)
        {
            problems.putIfAbsent(field, ex);
        }
    }

    private CommandType typeOf() throws BadCommandException
    {
        final BadValueException problem = problems.get(CommandField.TYPE);
        if (problem != null)
        {
            throw told(problem);
        }
        if (fields.type == null)
        {
            throw missing("a message has a type: one of " + CommandType.allNames());
        }
        final CommandType type = CommandType.of(fields.type);
        if (type == null)
        {
            throw new BadCommandException(
                ErrorCode.UNKNOWN_TYPE,
                "no such type: type=" + FieldValues.shown(fields.type) + ", there are " + CommandType.allNames(),
                fields.id);
        }
        for (final Map.Entry<CommandField, BadValueException> entry : problems.entrySet())
        {
            if (type.has(entry.getKey()))
            {
                throw told(entry.getValue());
            }
        }

        return type;
    }

    private Command build(final CommandType type) throws BadCommandException
    {
        final CommandFields fields = this.fields;
        final Object id = fields.id;
        return switch (type)
        {
            case SUBSCRIBE -> new Command.Subscribe(id, fields.wish());
            case UPDATE -> new Command.Update(id, fields.wish());
            case UNSUBSCRIBE ->
                new Command.Unsubscribe(id, CommandFields.listOf(fields.symbols), fields.channelsOrDefault());
            case PING -> new Command.Ping(id, fields.timestamp);
            case PONG -> new Command.Pong(id);
            case REQUEST -> new Command.Request(
                id, fields.timestamp, method(), Collections.unmodifiableMap(fields.params));
            case AUTH -> new Command.Auth(id, required(CommandField.TOKEN, fields.token));
            case RESYNC -> resync();
            case PUBLISH -> new Command.Publish(
                id,
                only(CommandField.CHANNEL, fields.channels, null),
                required(CommandField.DATA, fields.data));
            case REPLAY_CONTROL -> replay();
        };
    }

    private RequestMethod method() throws BadCommandException
    {
        if (fields.method == null)
        {
            return RequestMethod.STATUS;
        }

        for (final RequestMethod method : RequestMethod.values())
        {
            if (method.wireName().equals(fields.method))
            {
                return method;
            }
        }

        throw new BadCommandException(
            ErrorCode.INVALID_ARGUMENT,
            "method must be one of " + RequestMethod.allNames() + ": method=" + FieldValues.shown(fields.method),
            fields.id);
    }

    private Command resync() throws BadCommandException
    {
        return new Command.Resync(
            fields.id,
            only(CommandField.SYMBOL, fields.symbols, null),
            only(CommandField.CHANNEL, fields.channels, Wish.DEFAULT_CHANNEL),
            fields.venues.isEmpty() ? null : only(CommandField.VENUE, fields.venues, null));
    }

    private Command replay() throws BadCommandException
    {
        try
        {
            return fields.replay.command(fields.id);
        }
        catch (final BadValueException ex)
        {
            throw told(ex);
        }
    }

    /** The one text that a field may hold here. */
    private String only(final CommandField field, final Iterable<String> texts, final String otherwise)
        throws BadCommandException
    {
        String found = otherwise;
        int count = 0;
        for (final String text : texts)
        {
            found = text;
            count++;
        }
        if (count > 1)
        {
            throw new BadCommandException(
                ErrorCode.INVALID_ARGUMENT,
                fields.type + " has one " + field.wireName() + ": " + field.wireName() + "=" +
                    FieldValues.shown(texts.toString()),
                fields.id);
        }

        return required(field, found);
    }

    private <T> T required(final CommandField field, final T value) throws BadCommandException
    {
        if (value == null)
        {
            throw missing(fields.type + " must have a " + field.wireName());
        }

        return value;
    }

    private BadCommandException missing(final String what)
    {
        return new BadCommandException(ErrorCode.INVALID_MESSAGE, what, fields.id);
    }

    private BadCommandException told(final BadValueException problem)
    {
        return new BadCommandException(problem.code(), problem.getMessage(), fields.id);
    }
}
