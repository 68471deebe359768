package io.tickwire.transport;

/**
 * A process that runs one thread and says on what cores it ran, or why not.
 */
public final class PinnedProcess
{
    private PinnedProcess()
    {
    }

    /**
     * @param args the core.
     */
    public static void main(final String[] args) throws InterruptedException
    {
        try
        {
            final Thread thread = new PinnedThreads().newThread(
                "pipeline-0", Integer.parseInt(args[0]), () -> System.out.println(ThreadStatus.cores()));
            thread.start();
            thread.join();
        }
        catch (final IllegalArgumentException ex)
        {
            System.out.println(ex.getMessage());
        }
    }
}
