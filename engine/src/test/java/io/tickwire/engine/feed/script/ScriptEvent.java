package io.tickwire.engine.feed.script;

/**
 * What a venue sends: a message, or the answer to a request for a book.
 *
 * @param answerFor the symbol whose book was asked for by REST; null for a message.
 * @param symbol    whose book it changes or sends; null for no book.
 * @param levels    that book, when this has come.
 */
public record ScriptEvent(byte[] bytes, String answerFor, String symbol, ModelBook.Levels levels)
{
    ScriptEvent with(final byte[] other)
    {
        return new ScriptEvent(other, answerFor, symbol, levels);
    }
}
