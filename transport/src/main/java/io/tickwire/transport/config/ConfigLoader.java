package io.tickwire.transport.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Gathers a configuration: the code's defaults, a file, the environment, and what was set by hand; of those that name
 * a key the last wins. A mistake counts even where it is overridden, and all are told at once.
 * Thread: conductor
 */
public final class ConfigLoader
{
    /** Names the file where no option does. */
    public static final String FILE_VARIABLE = "TICKWIRE_CONFIG";

    /** What Kubernetes tells a process of a service that is named like one of our sections. */
    private static final Pattern FOREIGN = Pattern.compile(".*_(SERVICE_(HOST|PORT.*)|PORT(_[0-9]+_.*)?)");

    private final KeyTable table;
    private final Map<String, String> environment;
    private final List<Assignment> overrides = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private String file;

    /**
     * @param environment of the process.
     */
    public ConfigLoader(final Map<String, String> environment)
    {
        this(environment, Keys.all());
    }

    ConfigLoader(final Map<String, String> environment, final List<Key<?>> keys)
    {
        this.environment = environment;
        this.table = new KeyTable(keys);
    }

    /**
     * Read this file, not that of {@value #FILE_VARIABLE}; null: that, if there is one.
     */
    public ConfigLoader file(final String path)
    {
        file = path;

        return this;
    }

    /**
     * Set a key over file and environment.
     *
     * @param assignment {@code key=value}.
     * @param origin     what it is called in what is printed, such as {@code --set}.
     */
    public ConfigLoader set(final String assignment, final String origin)
    {
        final int equals = assignment.indexOf('=');
        if (equals < 1)
        {
            errors.add(origin + ": must be key=value: " + assignment);
        }
        else
        {
            overrides.add(
                new Assignment(assignment.substring(0, equals).strip(), assignment.substring(equals + 1), origin));
        }

        return this;
    }

    /**
     * Put it all together.
     *
     * @throws ConfigException with all that is wrong with it.
     */
    public LoadedConfig load() throws ConfigException
    {
        final Settings settings = new Settings(table);
        fromFile().forEach(assignment -> apply(assignment, settings));
        fromEnvironment().forEach(assignment -> apply(assignment, settings));
        overrides.forEach(assignment -> apply(assignment, settings));

        final LoadedConfig loaded = new LoadedConfig(new Assembly(settings, errors).assemble(), settings);
        if (!errors.isEmpty())
        {
            throw new ConfigException(errors);
        }

        return loaded;
    }

    private List<Assignment> fromFile()
    {
        final String path = file == null ? environment.getOrDefault(FILE_VARIABLE, "") : file;
        if (file == null && path.isEmpty())
        {
            return List.of();
        }
        try
        {
            return YamlFile.read(table, Path.of(path), errors);
        }
        catch (final InvalidPathException ex)
        {
            errors.add(path + ": not a path");
            return List.of();
        }
    }

    /**
     * All variables that begin like a section's. Others are not ours, whatever they are called.
     */
    private List<Assignment> fromEnvironment()
    {
        final List<Assignment> assignments = new ArrayList<>();
        new TreeMap<>(environment).forEach((variable, value) ->
        {
            final Key<?> key = table.ofVariable(variable);
            final String origin = "env " + variable;
            if (key != null)
            {
                assignments.add(new Assignment(key.name(), value, origin));
            }
            else if (isOurs(variable))
            {
                errors.add(origin + ": " + table.variableComplaint(variable));
            }
        });

        return assignments;
    }

    private boolean isOurs(final String variable)
    {
        return !FOREIGN.matcher(variable).matches() && table.keys().stream()
            .map(Key::name)
            .anyMatch(name -> variable.startsWith(Key.envName(name.substring(0, name.indexOf('.') + 1))));
    }

    private void apply(final Assignment assignment, final Settings settings)
    {
        final Key<?> key = table.get(assignment.name());
        if (key == null)
        {
            errors.add(assignment.origin() + ": " + table.complaint(assignment.name()));
            return;
        }
        try
        {
            settings.put(key, assignment.text(), assignment.origin());
        }
        catch (final IllegalArgumentException ex)
        {
            errors.add(assignment.origin() + ": " + key.name() + "=" + key.shown(assignment.text()) + ": must be " +
                key.type().allowed());
        }
    }
}
