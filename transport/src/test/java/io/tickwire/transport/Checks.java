package io.tickwire.transport;

import tools.jackson.databind.JsonNode;

import java.util.function.Consumer;

import static org.junit.jupiter.api.Assertions.assertFalse;

/**
 * What every message that a client gets is held against.
 */
final class Checks
{
    /** That it is a message of the protocol. */
    static final Consumer<JsonNode> PROTOCOL = message ->
        assertFalse(message.path("type").asString("").isEmpty(), () -> "a message without a type: " + message);

    private Checks()
    {
    }
}
