package io.tickwire.engine.series;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeSet;

/**
 * The models on the class path.
 * Thread: any
 */
public final class SignalModels
{
    private SignalModels()
    {
    }

    /**
     * A new instance of the model with a name, configured.
     *
     * @throws IllegalArgumentException where there is none of that name, or where its settings are wrong.
     */
    public static SignalModel load(final String name, final Map<String, String> settings)
    {
        final TreeSet<String> names = new TreeSet<>();
        for (final SignalModel model : ServiceLoader.load(SignalModel.class, SignalModel.class.getClassLoader()))
        {
            if (model.name().equals(name))
            {
                model.configure(settings);
                return model;
            }
            names.add(model.name());
        }

        throw new IllegalArgumentException(
            "no model of this name: name=" + name + "; there are " + names +
            ". A jar with a model names its class in META-INF/services/" + SignalModel.class.getName());
    }
}
