package org.souk.deployer.internal.route;

import java.net.InetAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.souk.api.host.Host;
import org.souk.api.host.HostPattern;

/**
 * Which host leads where. Immutable. A look-up is one hash look-up for an exact host, one for each label for a wildcard, one for an
 * address: its cost does not depend on how many hosts there are.
 *
 * @param <T> where they lead
 */
public final class RouteTable<T> {
    private final Map<String, T> exact = new HashMap<>();
    private final Map<String, T> below = new HashMap<>();
    private final Map<String, T> addresses = new HashMap<>();

    private RouteTable() {}

    /** A table of nothing. */
    public static <T> RouteTable<T> empty() {
        return new RouteTable<>();
    }

    /** Makes a table. Of equal patterns the last wins; whoever publishes sees to it that there are none. */
    public static <T> RouteTable<T> of(Iterable<? extends T> targets, Function<T, Collection<HostPattern>> hosts) {
        RouteTable<T> table = new RouteTable<>();
        for (T target : targets) {
            for (HostPattern pattern : hosts.apply(target)) {
                table.add(pattern, target);
            }
        }
        return table;
    }

    private void add(HostPattern pattern, T target) {
        if (pattern instanceof HostPattern.Exact one) {
            exact.put(one.host().name(), target);
        } else if (pattern instanceof HostPattern.Wildcard wildcard) {
            below.put(wildcard.below().name(), target);
        } else if (pattern instanceof HostPattern.Address address) {
            addresses.put(address.address().name(), target);
        }
    }

    /** Exact host, else the longest wildcard, else the local address, else null. */
    public @Nullable T find(Host host, @Nullable InetAddress local) {
        T found = exact.get(host.name());
        if (found == null && !host.literal() && !below.isEmpty()) {
            found = longest(host.name());
        }
        if (found == null && local != null && !addresses.isEmpty()) {
            found = addresses.get(text(local));
        }
        return found;
    }

    private @Nullable T longest(String name) {
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            T found = below.get(name.substring(dot + 1));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static String text(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return Host.parse(zone < 0 ? text : text.substring(0, zone)).name();
    }
}
