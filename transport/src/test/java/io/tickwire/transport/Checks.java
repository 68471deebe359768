package io.tickwire.transport;

import io.tickwire.transport.protocol.MessageValidator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.function.Consumer;

/**
 * What every message that a client gets is held against.
 */
final class Checks
{
    private static final JsonMapper JSON = new JsonMapper();
    private static final MessageValidator VALIDATOR = new MessageValidator();

    /** That it is a message of the published protocol. */
    static final Consumer<JsonNode> PROTOCOL = message -> VALIDATOR.check(JSON.writeValueAsBytes(message));

    private Checks()
    {
    }
}
