package org.souk.deployer.internal.route;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogId;
import org.souk.api.host.HostPattern;
import org.souk.deployer.internal.route.HostConflict.Restriction;

/**
 * Which hosts the operator lets catalogs claim: {@code etc/org.souk.hosts.cfg}. A catalog with an entry may claim what the entry lists and
 * nothing else; any other may claim every name that needs no grant. Immutable.
 */
public final class HostGrants {
    public static final HostGrants NONE = new HostGrants(Map.of(), null);

    private static final HostPattern LOCALHOST = HostPattern.parse("localhost");
    private static final HostPattern ANY_LOCALHOST = HostPattern.parse("*.localhost");

    private final Map<CatalogId, List<HostPattern>> entries;
    private final @Nullable CheckoutHost checkoutOrNull;

    private HostGrants(Map<CatalogId, List<HostPattern>> entries, @Nullable CheckoutHost checkoutOrNull) {
        this.entries = entries;
        this.checkoutOrNull = checkoutOrNull;
    }

    /**
     * Parses the entries. One that cannot be read grants nothing, and still limits its catalog to the rest of its line.
     *
     * @param lines lists of hosts, separated by commas or spaces, by catalog id
     * @param checkoutUrl {@code SOUK_CHECKOUT_URL}; empty if not set
     * @param problems gets a text for each entry that cannot be read
     */
    public static HostGrants parse(Map<String, String> lines, String checkoutUrl, Consumer<String> problems) {
        Map<CatalogId, List<HostPattern>> entries = new LinkedHashMap<>();
        lines.forEach((key, hosts) -> {
            try {
                CatalogId id = new CatalogId(key);
                List<HostPattern> granted = entries.computeIfAbsent(id, absent -> new ArrayList<>());
                for (String host : hosts.strip().split("[,\\s]+")) {
                    if (!host.isEmpty()) {
                        parse(key, host, granted, problems);
                    }
                }
            } catch (IllegalArgumentException e) {
                problems.accept(String.valueOf(e.getMessage()));
            }
        });
        return new HostGrants(entries, CheckoutHost.of(checkoutUrl).orElse(null));
    }

    private static void parse(String key, String host, List<HostPattern> granted, Consumer<String> problems) {
        try {
            granted.add(HostPattern.parse(host));
        } catch (IllegalArgumentException e) {
            problems.accept(key + ": " + e.getMessage());
        }
    }

    /** Whether the operator lists what the catalog may claim. */
    boolean lists(CatalogId id) {
        return entries.containsKey(id);
    }

    /** Whether the entry of the catalog has this host, or a wildcard above it. */
    boolean grants(CatalogId id, HostPattern host) {
        return entries.getOrDefault(id, List.of()).stream()
                .anyMatch(granted -> granted.equals(host)
                        || (granted instanceof HostPattern.Wildcard wildcard && isBelow(host, wildcard)));
    }

    private static boolean isBelow(HostPattern host, HostPattern.Wildcard wildcard) {
        String end = "." + wildcard.below().name();
        return (host instanceof HostPattern.Exact exact
                        && !exact.host().literal()
                        && exact.host().name().endsWith(end))
                || (host instanceof HostPattern.Wildcard other
                        && other.below().name().endsWith(end));
    }

    /** Why the catalog needs a grant for this host, even if no other catalog's host overlaps with it; empty if it needs none. */
    Optional<Restriction> restriction(CatalogId id, HostPattern host) {
        if (host instanceof HostPattern.Address) {
            return Optional.of(Restriction.ADDRESS);
        }
        if (host.equals(LOCALHOST) || host.equals(ANY_LOCALHOST)) {
            return Optional.of(Restriction.LOCAL);
        }
        return checkoutOrNull != null && checkoutOrNull.isClaimedBy(host, id)
                ? Optional.of(Restriction.CHECKOUT)
                : Optional.empty();
    }

    /** The line for {@code etc/org.souk.hosts.cfg} that keeps what the catalog is granted now and adds these hosts. */
    public String line(CatalogId id, List<HostPattern> hosts) {
        List<HostPattern> all = new ArrayList<>(entries.getOrDefault(id, List.of()));
        hosts.stream().filter(host -> !grants(id, host)).forEach(all::add);
        return id + " = " + String.join(", ", all.stream().map(Object::toString).toList());
    }
}
