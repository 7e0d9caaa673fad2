package org.souk.core.internal.customer;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
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
import org.souk.core.internal.store.StoreRegistry;

/**
 * Limits sign-in attempts for each account and each IP address, over all containers. It counts an attempt before the password is verified,
 * so that concurrent attempts cannot exceed the limit. A successful attempt then no longer counts for the account, but still for the IP
 * address, because it costs as much CPU time as a failed one. The database stores only digests of accounts and addresses. Those of IP
 * addresses include a secret, because anybody could compute the digests of all IP addresses otherwise.
 */
@Component(service = SignInThrottle.class, configurationPid = "org.souk.customers")
public final class SignInThrottle {
    private static final String ORIGIN_SECRET = "sign-in-origins";
    /** Only these first bytes of an IPv6 address count: a household may have 256 networks of 2^64 addresses (RFC 6177, section 2). */
    private static final int PREFIX_BYTES = 7;

    private final StoreRegistry stores;
    private final ThisNode node;
    private final int accountLimit;
    private final int originLimit;
    private final Duration window;

    @Activate
    public SignInThrottle(@Reference StoreRegistry stores, @Reference ThisNode node, CustomerSettings settings) {
        this.stores = stores;
        this.node = node;
        this.accountLimit = clamp(3, 1_000, settings.attemptsOfAccount());
        this.originLimit = clamp(3, 1_000_000, settings.attemptsOfOrigin());
        this.window = Duration.ofSeconds(clamp(1, 86_400, settings.window()));
    }

    private static int clamp(int min, int max, int value) {
        return Math.max(min, Math.min(max, value));
    }

    /**
     * An attempt: its realm, the digests under which it counts for account and IP address, and how long the client must wait if a limit was
     * reached.
     */
    record Attempt(CustomerRealm realm, List<String> account, List<String> origin, Optional<Duration> refused) {}

    /** @param origin client IP address; empty if unknown */
    Attempt countSignIn(CustomerRealm realm, String address, String origin) {
        return count(realm, account(realm, address), origin(origin));
    }

    /** Counts an attempt of a request that was already counted for its IP address. */
    Attempt countRepeat(CustomerRealm realm, String address) {
        return count(realm, account(realm, address), Map.of());
    }

    /** @param origin client IP address; empty if unknown */
    Attempt countRegistration(CustomerRealm realm, String origin) {
        return count(realm, Map.of(), origin(origin));
    }

    private Map<String, Integer> account(CustomerRealm realm, String address) {
        return Map.of(Fingerprint.of("account", realm.value(), address), accountLimit);
    }

    /** Returns the limit of an IP address. Unknown addresses share one, otherwise they would be unlimited. */
    private Map<String, Integer> origin(String origin) {
        String secret = HexFormat.of().formatHex(node.secretNow(ORIGIN_SECRET));
        return Map.of(Fingerprint.of("origin", secret, network(origin)), originLimit);
    }

    private Attempt count(CustomerRealm realm, Map<String, Integer> account, Map<String, Integer> origin) {
        Map<String, Integer> bounds = new HashMap<>(account);
        bounds.putAll(origin);
        return new Attempt(
                realm,
                List.copyOf(account.keySet()),
                List.copyOf(origin.keySet()),
                stores.customers().countAttempt(realm, bounds, window));
    }

    /** The password was correct: the attempt no longer counts for the account. */
    void succeeded(Attempt attempt) {
        uncountAttempts(attempt.realm(), attempt.account());
    }

    /** No password was verified: the attempt no longer counts at all. */
    void notVerified(Attempt attempt) {
        List<String> all = new ArrayList<>(attempt.account());
        all.addAll(attempt.origin());
        uncountAttempts(attempt.realm(), all);
    }

    private void uncountAttempts(CustomerRealm realm, List<String> subjects) {
        if (!subjects.isEmpty()) {
            stores.customers().uncountAttempts(realm, subjects);
        }
    }

    static String network(String origin) {
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
