package io.tickwire.engine.encode;

/**
 * Lays a layout out as a template, in one encoding.
 * Thread: pipeline-<k>
 */
public interface TemplateWriter
{
    /**
     * The template of a stream's messages of one shape.
     *
     * @param isEnveloped whether the messages say what they stand for.
     * @param headers     says how long the transport's header of a payload is.
     */
    FrameTemplate template(
        UpdateLayout layout, StreamLabel label, boolean isEnveloped, int shape, HeaderLength headers);

    /**
     * How long a transport's header of a payload is.
     * Thread: any
     */
    @FunctionalInterface
    interface HeaderLength
    {
        /**
         * The header's bytes.
         */
        int of(int payloadBytes);
    }
}
