package io.tickwire.tools.exchange;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;

/**
 * JSON whose numbers keep their digits: {@code 0.50930100} is written as it was read.
 * Thread: any
 */
final class Json
{
    private static final JsonMapper MAPPER = JsonMapper.builder()
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
        .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
        .build();

    private Json()
    {
    }

    /**
     * @return a node that is missing where it is no JSON.
     */
    static JsonNode read(final String text)
    {
        try
        {
            return MAPPER.readTree(text);
        }
        catch (final JsonProcessingException ex)
        {
            return MissingNode.getInstance();
        }
    }

    static String write(final JsonNode node)
    {
        try
        {
            return MAPPER.writeValueAsString(node);
        }
        catch (final JsonProcessingException ex)
        {
            throw new IllegalStateException("a tree that can not be written: " + ex.getMessage(), ex);
        }
    }

    static ObjectNode object()
    {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array()
    {
        return MAPPER.createArrayNode();
    }

    static ArrayNode array(final Iterable<String> texts)
    {
        final ArrayNode array = array();
        texts.forEach(array::add);

        return array;
    }

    /** A text in quotes. */
    static String quoted(final String text)
    {
        return write(MAPPER.getNodeFactory().textNode(text));
    }

    /** The texts of an array, or the one text that stands in its place. */
    static List<String> texts(final JsonNode node)
    {
        final List<String> texts = new ArrayList<>();
        if (node.isTextual())
        {
            texts.add(node.textValue());
        }
        node.forEach(element -> texts.add(element.asText()));

        return texts;
    }

    /** A number or a text as it stands in the message; numbers without exponents. */
    static String token(final JsonNode node)
    {
        return node.isBigDecimal() ? node.decimalValue().toPlainString() : node.asText();
    }
}
