package org.souk.core.internal.customer;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.api.customer.CustomerRealm;
import org.souk.core.internal.Fingerprint;
import org.souk.core.internal.node.ThisNode;
import org.souk.core.internal.store.Ports;

/**
 * Bounds attempts to guess passwords, over all containers. One is counted before it is looked at, so that many at once are no more than
 * the bound, and forgiven if it was right. The database has digests, with a secret for addresses: there are too few of them to hide.
 */
@Component(service = Attempts.class, configurationPid = "org.souk.customers")
public final class Attempts {
    private static final String SECRET = "sign-in-origins";
    /** A household or a server has 2^64 addresses of IPv6 (RFC 6177). */
    private static final int PREFIX_BYTES = 8;

    private final Ports ports;
    private final ThisNode node;
    private final int ofAccount;
    private final int ofOrigin;
    private final Duration window;

    /** With the bounds of the settings. */
    @Activate
    public Attempts(@Reference Ports ports, @Reference ThisNode node, CustomerSettings settings) {
        this.ports = ports;
        this.node = node;
        this.ofAccount = between(3, 1_000, settings.attemptsOfAccount());
        this.ofOrigin = between(3, 1_000_000, settings.attemptsOfOrigin());
        this.window = Duration.ofSeconds(between(1, 86_400, settings.window()));
    }

    private static int between(int least, int most, int wanted) {
        return Math.max(least, Math.min(most, wanted));
    }

    /** One attempt, and the subjects that it is counted for. */
    record Attempt(List<String> subjects, Optional<Duration> refused) {}

    /**
     * Counts one to guess the password of an account.
     *
     * @param origin empty if it is not known
     */
    Attempt guess(CustomerRealm realm, String address, String origin) {
        Map<String, Integer> bounds = origin(origin);
        bounds.put(Fingerprint.of("account", realm.value(), address), ofAccount);
        return begin(bounds);
    }

    /**
     * Counts one to register.
     *
     * @param origin empty if it is not known
     */
    Attempt registration(String origin) {
        return begin(origin(origin));
    }

    private Map<String, Integer> origin(String origin) {
        Map<String, Integer> bounds = new HashMap<>();
        if (!origin.isEmpty()) {
            String secret = HexFormat.of().formatHex(node.secretNow(SECRET));
            bounds.put(Fingerprint.of("origin", secret, coarse(origin)), ofOrigin);
        }
        return bounds;
    }

    private Attempt begin(Map<String, Integer> bounds) {
        return new Attempt(
                List.copyOf(bounds.keySet()),
                bounds.isEmpty() ? Optional.empty() : ports.customers().attempt(bounds, window));
    }

    /** It was right. */
    void forgive(Attempt attempt) {
        ports.customers().forgive(attempt.subjects());
    }

    static String coarse(String origin) {
        if (origin.indexOf(':') < 0) {
            return origin;
        }
        try {
            byte[] address = InetAddress.getByName(origin).getAddress();
            return HexFormat.of().formatHex(Arrays.copyOf(address, PREFIX_BYTES));
        } catch (UnknownHostException e) {
            return origin;
        }
    }
}
