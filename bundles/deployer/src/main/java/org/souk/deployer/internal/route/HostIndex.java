package org.souk.deployer.internal.route;

import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.souk.api.host.HostPattern;

/**
 * The holder of each host. Names are sorted by their labels from the right, so that all names below a domain follow each other and a
 * look-up does not depend on how many catalogs there are. Not thread-safe.
 */
final class HostIndex<T> {
    private final NavigableMap<String, Entry<T>> entries = new TreeMap<>();

    record Entry<T>(HostPattern host, T holder) {}

    /** Returns the earlier holder, or null. */
    @Nullable
    T put(HostPattern host, T holder) {
        Entry<T> before = entries.put(key(host), new Entry<>(host, holder));
        return before == null ? null : before.holder();
    }

    @Nullable
    T get(HostPattern host) {
        Entry<T> entry = entries.get(key(host));
        return entry == null ? null : entry.holder();
    }

    void remove(HostPattern host) {
        entries.remove(key(host));
    }

    /** A wildcard above this host or, if it is a wildcard, an entry below it, that is not equal and whose holder matches. */
    Optional<Entry<T>> overlapping(HostPattern host, Predicate<T> holder) {
        if (host instanceof HostPattern.Exact exact && !exact.host().literal()) {
            return above(key(host), holder);
        }
        if (host instanceof HostPattern.Wildcard wildcard) {
            String domain = reversed(wildcard.below().name());
            Optional<Entry<T>> above = above(domain, holder);
            return above.isPresent()
                    ? above
                    : below(domain, entry -> !entry.host().equals(host) && holder.test(entry.holder()));
        }
        return Optional.empty();
    }

    private Optional<Entry<T>> below(String domain, Predicate<Entry<T>> entry) {
        return entries.subMap(domain + ".", domain + (char) ('.' + 1)).values().stream()
                .filter(entry)
                .findFirst();
    }

    private Optional<Entry<T>> above(String domain, Predicate<T> holder) {
        for (int dot = domain.lastIndexOf('.'); dot >= 0; dot = domain.lastIndexOf('.', dot - 1)) {
            Entry<T> entry = entries.get(domain.substring(0, dot) + ".*");
            if (entry != null && holder.test(entry.holder())) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    private static String key(HostPattern host) {
        if (host instanceof HostPattern.Exact exact && !exact.host().literal()) {
            return reversed(exact.host().name());
        }
        return host instanceof HostPattern.Wildcard wildcard
                ? reversed(wildcard.below().name()) + ".*"
                : host.toString();
    }

    private static String reversed(String name) {
        StringBuilder reversed = new StringBuilder(name.length() + 2);
        for (int end = name.length(); end > 0; ) {
            int dot = name.lastIndexOf('.', end - 1);
            reversed.append(name, dot + 1, end).append('.');
            end = dot;
        }
        return reversed.substring(0, reversed.length() - 1);
    }
}
