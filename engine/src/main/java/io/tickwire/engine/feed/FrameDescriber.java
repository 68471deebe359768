package io.tickwire.engine.feed;

import java.util.Map;

/**
 * Tells people what the binary messages of a venue say, for audits. It may allocate.
 * Thread: any
 */
@FunctionalInterface
public interface FrameDescriber
{
    /**
     * What a message says: its {@code type}, its symbol as {@code s}, and everything else as the venue's JSON names it,
     * numbers as text without zeros at their ends.
     *
     * @return null where it is text, or of a type that is not known.
     * @throws io.tickwire.engine.feed.json.MalformedMessageException where it is not what the venue sends.
     */
    Map<String, Object> describe(byte[] buffer, int offset, int length);
}
