package org.souk.deployer.internal.route;

import java.net.InetAddress;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.souk.api.host.Host;
import org.souk.api.host.HostPattern;

/**
 * An immutable routing table from hosts to targets; a changed copy shares what did not change. A look-up takes one {@link HashTrie} access
 * for an exact host, one per label for a wildcard and one for an address, so its cost does not depend on the number of hosts.
 *
 * @param <T> the target of a host
 */
public final class RouteTable<T> {
    private final HashTrie<String, T> exact;
    private final HashTrie<String, T> below;
    private final HashTrie<String, T> addresses;

    private RouteTable(HashTrie<String, T> exact, HashTrie<String, T> below, HashTrie<String, T> addresses) {
        this.exact = exact;
        this.below = below;
        this.addresses = addresses;
    }

    public static <T> RouteTable<T> empty() {
        return new RouteTable<>(HashTrie.empty(), HashTrie.empty(), HashTrie.empty());
    }

    /** A table in which these hosts lead to that target. The caller ensures that they belong to no other catalog. */
    public RouteTable<T> with(Collection<HostPattern> hosts, T target) {
        RouteTable<T> table = this;
        for (HostPattern host : hosts) {
            table = table.changed(host, target);
        }
        return table;
    }

    /** A table without these hosts, as far as they lead to that target. */
    public RouteTable<T> without(Collection<HostPattern> hosts, T target) {
        RouteTable<T> table = this;
        for (HostPattern host : hosts) {
            if (table.get(host) == target) {
                table = table.changed(host, null);
            }
        }
        return table;
    }

    private RouteTable<T> changed(HostPattern host, @Nullable T target) {
        if (host instanceof HostPattern.Exact one) {
            return new RouteTable<>(changed(exact, one.host(), target), below, addresses);
        }
        if (host instanceof HostPattern.Wildcard wildcard) {
            return new RouteTable<>(exact, changed(below, wildcard.below(), target), addresses);
        }
        return new RouteTable<>(exact, below, changed(addresses, ((HostPattern.Address) host).address(), target));
    }

    private static <T> HashTrie<String, T> changed(HashTrie<String, T> routes, Host host, @Nullable T target) {
        return target == null ? routes.without(host.name()) : routes.with(host.name(), target);
    }

    private @Nullable T get(HostPattern host) {
        if (host instanceof HostPattern.Exact one) {
            return exact.get(one.host().name());
        }
        return host instanceof HostPattern.Wildcard wildcard
                ? below.get(wildcard.below().name())
                : addresses.get(((HostPattern.Address) host).address().name());
    }

    /** The target of the exact host, else of the longest matching wildcard, else of the local address, else null. */
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
