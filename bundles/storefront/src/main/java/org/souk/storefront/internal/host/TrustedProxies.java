package org.souk.storefront.internal.host;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.souk.api.host.Host;

/** The proxies whose forwarded headers are used, as IP addresses and networks in CIDR notation. Anyone else could forge these headers. */
public final class TrustedProxies {
    static final TrustedProxies NONE = new TrustedProxies(List.of());

    private final List<Network> networks;

    private TrustedProxies(List<Network> networks) {
        this.networks = List.copyOf(networks);
    }

    /**
     * Parses entries such as {@code 10.0.0.5}, {@code 10.0.0.0/8}, {@code fd00::/8}, separated by commas or spaces.
     *
     * @param onInvalid receives each invalid entry, which is ignored
     */
    public static TrustedProxies parse(String[] entries, Consumer<String> onInvalid) {
        List<Network> networks = new ArrayList<>();
        for (String entry : String.join(",", entries).split("[,\\s]+")) {
            if (entry.isEmpty() || entry.equals("none")) {
                continue;
            }
            try {
                networks.add(Network.parse(entry));
            } catch (IllegalArgumentException e) {
                onInvalid.accept(entry);
            }
        }
        return new TrustedProxies(networks);
    }

    boolean contains(@Nullable InetAddress address) {
        return address != null && networks.stream().anyMatch(network -> network.contains(address));
    }

    /** Parses an address without asking a name server; null if it is invalid. */
    static @Nullable InetAddress address(@Nullable String text) {
        if (text == null) {
            return null;
        }
        int zone = text.indexOf('%');
        String bare = zone < 0 ? text : text.substring(0, zone) + (text.startsWith("[") ? "]" : "");
        try {
            Host host = Host.parse(bare);
            return host.literal() ? InetAddress.getByName(host.name()) : null;
        } catch (IllegalArgumentException | UnknownHostException e) {
            return null;
        }
    }

    private record Network(byte[] prefix, int bits) {
        static Network parse(String entry) {
            int slash = entry.indexOf('/');
            InetAddress address = address(slash < 0 ? entry : entry.substring(0, slash));
            if (address == null) {
                throw new IllegalArgumentException("no address");
            }
            byte[] prefix = address.getAddress();
            int bits = slash < 0 ? prefix.length * 8 : Integer.parseInt(entry.substring(slash + 1));
            if (bits < 0 || bits > prefix.length * 8) {
                throw new IllegalArgumentException("no length of a network");
            }
            return new Network(prefix, bits);
        }

        boolean contains(InetAddress address) {
            byte[] bytes = address.getAddress();
            if (bytes.length != prefix.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit & 7);
                if ((bytes[bit >> 3] & mask) != (prefix[bit >> 3] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
