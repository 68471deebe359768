package io.tickwire.transport.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a venue takes, in hundredths of a basis point: {@code alpha=7.5bp}.
 * Thread: any
 */
record VenueFee(String venue, long fee)
{
    /** One less than the whole. */
    static final int MAX_FEE = 999_999;

    static final Quantity RATE = Quantity.rate(0, MAX_FEE);

    /** How it is written. */
    static final ValueType<VenueFee> TYPE = new ValueType<>()
    {
        @Override
        public String allowed()
        {
            return "venue=fee, with a fee that is " + RATE.allowed();
        }

        @Override
        public VenueFee parse(final String text)
        {
            final int equals = text.lastIndexOf('=');
            if (equals < 1)
            {
                throw new IllegalArgumentException("not venue=fee: " + text);
            }

            return new VenueFee(text.substring(0, equals).strip(), RATE.parse(text.substring(equals + 1).strip()));
        }

        @Override
        public String print(final VenueFee value)
        {
            return value.venue + "=" + RATE.print(value.fee);
        }
    };

    static List<VenueFee> listOf(final Map<String, Integer> fees)
    {
        return new TreeMap<>(fees).entrySet().stream()
            .map(entry -> new VenueFee(entry.getKey(), entry.getValue()))
            .toList();
    }

    /**
     * By the venue's names.
     *
     * @throws IllegalArgumentException where a venue has two.
     */
    static Map<String, Integer> mapOf(final List<VenueFee> fees)
    {
        final Map<String, Integer> byVenue = new TreeMap<>();
        for (final VenueFee fee : fees)
        {
            if (byVenue.put(fee.venue, Math.toIntExact(fee.fee)) != null)
            {
                throw new IllegalArgumentException("takerFees must name a venue once: venue=" + fee.venue);
            }
        }

        return byVenue;
    }
}
