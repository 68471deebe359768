package io.tickwire.engine.pipeline;

/**
 * Which part of all symbols and accounts a pipeline has.
 *
 * @param index of the pipeline.
 * @param count of pipelines; a power of two.
 * Thread: any
 */
record Shard(int index, int count)
{
    /**
     * Whether a symbol or an account is this pipeline's.
     */
    boolean owns(final int subjectId)
    {
        return (subjectId & count - 1) == index;
    }

    /**
     * Whether this pipeline answers for what is nobody's.
     */
    boolean isFirst()
    {
        return index == 0;
    }
}
