package io.tickwire.engine;

/**
 * Makes the threads of roles; the port through which pinning comes in.
 * Thread: any
 */
@FunctionalInterface
public interface RoleThreads
{
    /** Any core will do. */
    int ANY_CORE = -1;

    /**
     * A thread that is named for its role, and not yet started.
     *
     * @param core that it shall run on, or {@link #ANY_CORE}.
     */
    Thread newThread(String role, int core, Runnable life);

    /**
     * Threads that are pinned nowhere.
     */
    static RoleThreads unpinned()
    {
        return (role, core, life) ->
        {
            if (core != ANY_CORE)
            {
                throw new IllegalArgumentException("nothing here can pin a thread: role=" + role + " core=" + core);
            }

            final Thread thread = new Thread(life, role);
            thread.setDaemon(true);

            return thread;
        };
    }
}
