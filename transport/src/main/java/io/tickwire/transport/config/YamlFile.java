package io.tickwire.transport.config;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the assignments of a file. Only the shape of YAML is used, and values are taken as they are written: what they
 * may be is the table's concern.
 * Thread: any
 */
final class YamlFile
{
    private static final LoadSettings SETTINGS = LoadSettings.builder().setAllowNonScalarKeys(true).build();
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final Set<String> NOTHING = Set.of("", "~", "null");

    private final KeyTable table;
    private final Path path;
    private final List<String> errors;
    private final List<Assignment> assignments = new ArrayList<>();
    private final Map<String, Integer> lines = new HashMap<>();

    private YamlFile(final KeyTable table, final Path path, final List<String> errors)
    {
        this.table = table;
        this.path = path;
        this.errors = errors;
    }

    /**
     * The assignments of a file.
     *
     * @param errors takes what is wrong with it.
     */
    static List<Assignment> read(final KeyTable table, final Path path, final List<String> errors)
    {
        final YamlFile file = new YamlFile(table, path, errors);
        try
        {
            file.onText(Files.readString(path));
        }
        catch (final NoSuchFileException ex)
        {
            errors.add(path + ": no such file");
        }
        catch (final CharacterCodingException ex)
        {
            errors.add(path + ": not UTF-8");
        }
        catch (final IOException ex)
        {
            errors.add(path + ": can not be read: " + ex);
        }

        return file.assignments;
    }

    private void onText(final String text)
    {
        final String content = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        try
        {
            final Optional<Node> root = new Compose(SETTINGS).composeString(content);
            root.ifPresent(node -> onSection(node, ""));
        }
        catch (final MarkedYamlEngineException ex)
        {
            errors.add(originOf(ex.getProblemMark()) + ": not YAML: " + ex.getProblem());
        }
        catch (final YamlEngineException ex)
        {
            errors.add(path + ": not YAML: " + ex.getMessage());
        }
    }

    private void onSection(final Node node, final String name)
    {
        if (isNothing(node))
        {
            return;
        }
        if (!(node instanceof MappingNode))
        {
            errors.add(originOf(node.getStartMark()) + ": " +
                (name.isEmpty() ? "must be sections with keys" : table.complaint(name)));
            return;
        }

        for (final NodeTuple tuple : ((MappingNode)node).getValue())
        {
            final Node key = tuple.getKeyNode();
            if (key instanceof ScalarNode scalar)
            {
                onEntry(key, (name.isEmpty() ? "" : name + ".") + scalar.getValue(), tuple.getValueNode());
            }
            else
            {
                errors.add(originOf(key.getStartMark()) + ": a key must be a name");
            }
        }
    }

    private void onEntry(final Node keyNode, final String name, final Node value)
    {
        final String origin = originOf(keyNode.getStartMark());
        final Key<?> key = table.get(name);
        if (key == null && table.isSection(name))
        {
            onSection(value, name);
        }
        else if (key == null)
        {
            errors.add(origin + ": " + table.complaint(name));
        }
        else
        {
            final Integer before = lines.put(name, lineOf(keyNode.getStartMark()));
            if (before != null)
            {
                errors.add(origin + ": " + name + " is already set in line " + before);
            }
            onValue(key, value, origin);
        }
    }

    private void onValue(final Key<?> key, final Node value, final String origin)
    {
        if (value instanceof ScalarNode scalar)
        {
            assignments.add(new Assignment(key.name(), isNothing(value) ? "" : scalar.getValue(), origin));
            return;
        }

        final String list = value instanceof SequenceNode sequence && key.type() instanceof ListType<?> type ?
            joined(sequence, type.separator()) : null;
        if (list != null)
        {
            assignments.add(new Assignment(key.name(), list, origin));
        }
        else
        {
            errors.add(origin + ": " + key.name() + ": must be " + key.type().allowed());
        }
    }

    /**
     * @return null where there is what can be no element.
     */
    private static String joined(final SequenceNode sequence, final String separator)
    {
        final List<String> elements = new ArrayList<>();
        for (final Node element : sequence.getValue())
        {
            if (!(element instanceof ScalarNode scalar) || scalar.getValue().contains(separator))
            {
                return null;
            }
            elements.add(scalar.getValue());
        }

        return String.join(separator, elements);
    }

    private static boolean isNothing(final Node node)
    {
        return node instanceof ScalarNode scalar && scalar.isPlain() && NOTHING.contains(scalar.getValue());
    }

    private String originOf(final Optional<Mark> mark)
    {
        return path + ":" + lineOf(mark);
    }

    private static int lineOf(final Optional<Mark> mark)
    {
        return mark.map(Mark::getLine).orElse(0) + 1;
    }
}
