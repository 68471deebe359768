package io.tickwire.engine.encode;

import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;

import static io.tickwire.engine.encode.UpdateValues.EXCHANGE_NS;
import static io.tickwire.engine.encode.UpdateValues.GLOBAL;
import static io.tickwire.engine.encode.UpdateValues.PREVIOUS;
import static io.tickwire.engine.encode.UpdateValues.RECEIVE_NS;
import static io.tickwire.engine.encode.UpdateValues.SEND_NS;
import static io.tickwire.engine.encode.UpdateValues.SEQUENCE;

/**
 * What the updates of the schema begin with: the message's header, and {@code updateHead}.
 * Thread: pipeline-<k>
 */
final class SbeHead
{
    private SbeHead()
    {
    }

    static void put(
        final TemplateBuilder builder,
        final int blockLength,
        final int templateId,
        final long wireId,
        final int priceExponent,
        final int quantityExponent)
    {
        builder
            .constantShort(blockLength)
            .constantShort(templateId)
            .constantShort(MessageHeaderEncoder.SCHEMA_ID)
            .constantShort(MessageHeaderEncoder.SCHEMA_VERSION);
        builder
            .constantInt((int)wireId)
            .octet(priceExponent)
            .octet(quantityExponent)
            .constantShort(0)
            .integer(SEQUENCE)
            .integer(PREVIOUS)
            .integer(GLOBAL)
            .integer(EXCHANGE_NS)
            .integer(RECEIVE_NS)
            .integer(SEND_NS);
    }
}
