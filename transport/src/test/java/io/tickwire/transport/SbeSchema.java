package io.tickwire.transport;

import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

/**
 * Reads SBE as a client would that has only the published schema.
 */
final class SbeSchema
{
    private static final int HEADER = 8;

    private final Map<String, Element> types = new HashMap<>();
    private final Map<Integer, Element> messages = new HashMap<>();

    SbeSchema(final String xml)
    {
        for (final Element child : childrenOf(parse(xml)))
        {
            if (child.getTagName().equals("types"))
            {
                childrenOf(child).forEach(type -> types.put(type.getAttribute("name"), type));
            }
            else
            {
                messages.put(Integer.parseInt(child.getAttribute("id")), child);
            }
        }
    }

    /**
     * A message's fields by their names in the schema, its own name as {@code message}; null where one is not known.
     */
    Map<String, Object> decode(final byte[] bytes)
    {
        final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        final int blockLength = buffer.getShort(0) & 0xFFFF;
        final Element message = messages.get(buffer.getShort(2) & 0xFFFF);
        final Map<String, Object> values = new LinkedHashMap<>();
        values.put("message", message.getAttribute("name"));
        buffer.position(HEADER);
        readFields(message, buffer, values);
        buffer.position(HEADER + blockLength);
        for (final Element child : childrenOf(message))
        {
            if (child.getTagName().equals("group"))
            {
                values.put(child.getAttribute("name"), readGroup(child, buffer));
            }
            else if (child.getTagName().equals("data"))
            {
                values.put(child.getAttribute("name"), readText(buffer));
            }
        }
        if (buffer.hasRemaining())
        {
            throw new AssertionError("bytes after the message: " + buffer.remaining() + " after " + values);
        }

        return values;
    }

    private void readFields(final Element parent, final ByteBuffer buffer, final Map<String, Object> values)
    {
        for (final Element field : childrenOf(parent))
        {
            if (field.getTagName().equals("field"))
            {
                values.put(field.getAttribute("name"), read(field.getAttribute("type"), buffer));
            }
        }
    }

    private List<Map<String, Object>> readGroup(final Element group, final ByteBuffer buffer)
    {
        final int blockLength = buffer.getShort() & 0xFFFF;
        final int count = buffer.getShort() & 0xFFFF;
        final List<Map<String, Object>> entries = new ArrayList<>();
        for (int i = 0; i < count; i++)
        {
            final int begin = buffer.position();
            final Map<String, Object> entry = new LinkedHashMap<>();
            readFields(group, buffer, entry);
            buffer.position(begin + blockLength);
            for (final Element child : childrenOf(group))
            {
                if (child.getTagName().equals("data"))
                {
                    entry.put(child.getAttribute("name"), readText(buffer));
                }
            }
            entries.add(entry);
        }

        return entries;
    }

    private Object read(final String typeName, final ByteBuffer buffer)
    {
        final Element type = types.get(typeName);
        if (type == null)
        {
            return primitive(typeName, false, buffer);
        }
        switch (type.getTagName())
        {
            case "composite":
                final Map<String, Object> values = new LinkedHashMap<>();
                childrenOf(type).forEach(member ->
                    values.put(member.getAttribute("name"), member(member, buffer)));

                return values;

            case "enum":
                return constant(type, (long)primitive(type.getAttribute("encodingType"), false, buffer));

            default:
                return member(type, buffer);
        }
    }

    private static Object member(final Element type, final ByteBuffer buffer)
    {
        return primitive(
            type.getAttribute("primitiveType"), type.getAttribute("presence").equals("optional"), buffer);
    }

    private static Object constant(final Element type, final long value)
    {
        for (final Element constant : childrenOf(type))
        {
            if (Long.parseLong(constant.getTextContent().strip()) == value)
            {
                return constant.getAttribute("name");
            }
        }

        return null;
    }

    private static Object primitive(final String name, final boolean isOptional, final ByteBuffer buffer)
    {
        return switch (name)
        {
            case "int8" -> (long)buffer.get();
            case "uint8" -> buffer.get() & 0xFFL;
            case "uint16" -> buffer.getShort() & 0xFFFFL;
            case "uint32" -> buffer.getInt() & 0xFFFF_FFFFL;
            case "int64" -> known(buffer.getLong(), isOptional, Long.MIN_VALUE);
            case "uint64" -> known(buffer.getLong(), isOptional, -1);
            default -> throw new AssertionError("no such primitive type: " + name);
        };
    }

    private static Object known(final long value, final boolean isOptional, final long nullValue)
    {
        return isOptional && value == nullValue ? null : (Object)value;
    }

    private static String readText(final ByteBuffer buffer)
    {
        final byte[] text = new byte[buffer.getShort() & 0xFFFF];
        buffer.get(text);

        return new String(text, StandardCharsets.UTF_8);
    }

    private static Element parse(final String xml)
    {
        try
        {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8))).getDocumentElement();
        }
        catch (final SAXException | IOException | ParserConfigurationException ex)
        {
            throw new AssertionError("the schema is not XML", ex);
        }
    }

    private static List<Element> childrenOf(final Element parent)
    {
        final List<Element> children = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling())
        {
            if (child instanceof final Element element)
            {
                children.add(element);
            }
        }

        return children;
    }
}
