package io.tickwire.transport.ingest;

import io.tickwire.engine.feed.Names;
import io.tickwire.transport.access.Entitlements;
import io.tickwire.transport.access.Principal;
import io.tickwire.transport.access.Role;
import io.tickwire.transport.feed.Listings;

import java.util.List;
import java.util.Set;

/**
 * A publisher who may publish all there is: one symbol at one venue, and for one account.
 */
final class Publisher
{
    static final long NOW_NS = 1_800_000_000_000_000_000L;
    static final int MAX_TICK_BYTES = 512;

    final Names names = Names.empty();
    final TickChecks checks = new TickChecks(names.symbols(), MAX_TICK_BYTES);
    final Grants grants;

    Publisher()
    {
        final VenueClaims claims = new VenueClaims(names.venues());
        final IngestSettings settings =
            new IngestSettings(false, List.of("*"), true, 64, 50, 1_024, 86_400_000, 100_000, 10_000);
        names.symbols().define("BTC", -2, -8);
        names.venues().add("acme");
        names.accounts().add("A-1");
        grants = new Grants(
            new Principal("p", Set.of(Role.PUBLISHER), Entitlements.ALL, Principal.NEVER),
            new PublisherRecord(new PublisherRecord.Name("p", "", "")),
            names,
            new Listings(),
            claims,
            settings);
    }
}
