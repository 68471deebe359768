package io.tickwire.tools.doctor;

import java.util.ArrayList;
import java.util.List;

/**
 * Looks at all of a machine.
 * Thread: conductor
 */
public final class Doctor
{
    private Doctor()
    {
    }

    public static List<Finding> examine(final Machine machine, final Plan plan)
    {
        final List<Finding> findings = new ArrayList<>(CoreChecks.of(machine, plan));
        findings.addAll(KernelChecks.of(machine, plan));
        findings.addAll(NetworkChecks.of(machine, plan));
        findings.addAll(ProcessChecks.of(plan));

        return findings;
    }
}
