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
 * Bounds looks at passwords, over all containers. One is counted before it is looked at, so that many at once are no more than the bound.
 * If it was right it was no guess, and the account takes it back; its origin does not, since it cost a look all the same, and whoever has
 * one account could have passwords looked at without end. The database has digests, with a secret for addresses: there are too few of
 * them to hide.
 */
@Component(service = SignInThrottle.class, configurationPid = "org.souk.customers")
public final class SignInThrottle {
    private static final String SECRET = "sign-in-origins";
    /** A household may have 256 networks of 2^64 addresses of IPv6 (RFC 6177, section 2). */
    private static final int PREFIX_BYTES = 7;

    private final StoreRegistry ports;
    private final ThisNode node;
    private final int ofAccount;
    private final int ofOrigin;
    private final Duration window;

    /** With the bounds of the settings. */
    @Activate
    public SignInThrottle(@Reference StoreRegistry ports, @Reference ThisNode node, CustomerSettings settings) {
        this.ports = ports;
        this.node = node;
        this.ofAccount = between(3, 1_000, settings.attemptsOfAccount());
        this.ofOrigin = between(3, 1_000_000, settings.attemptsOfOrigin());
        this.window = Duration.ofSeconds(between(1, 86_400, settings.window()));
    }

    private static int between(int least, int most, int wanted) {
        return Math.max(least, Math.min(most, wanted));
    }

    /**
     * One attempt, and the subjects that it is counted for.
     *
     * @param account those of the account that is guessed at
     * @param origin those of where it comes from
     * @param refused how long there is none left
     */
    record Attempt(List<String> account, List<String> origin, Optional<Duration> refused) {}

    /**
     * Counts one to guess the password of an account.
     *
     * @param origin empty if it is not known
     */
    Attempt guess(CustomerRealm realm, String address, String origin) {
        return begin(account(realm, address), origin(origin));
    }

    /** Counts one more from an origin that this request was counted for. */
    Attempt guessAgain(CustomerRealm realm, String address) {
        return begin(account(realm, address), Map.of());
    }

    /**
     * Counts one to register.
     *
     * @param origin empty if it is not known
     */
    Attempt registration(String origin) {
        return begin(Map.of(), origin(origin));
    }

    private Map<String, Integer> account(CustomerRealm realm, String address) {
        return Map.of(Fingerprint.of("account", realm.value(), address), ofAccount);
    }

    /** All that are not known are one, or they had no bound. */
    private Map<String, Integer> origin(String origin) {
        String secret = HexFormat.of().formatHex(node.secretNow(SECRET));
        return Map.of(Fingerprint.of("origin", secret, coarse(origin)), ofOrigin);
    }

    private Attempt begin(Map<String, Integer> account, Map<String, Integer> origin) {
        Map<String, Integer> bounds = new HashMap<>(account);
        bounds.putAll(origin);
        return new Attempt(
                List.copyOf(account.keySet()),
                List.copyOf(origin.keySet()),
                ports.customers().countAttempt(bounds, window));
    }

    /** The password was right. */
    void right(Attempt attempt) {
        uncountAttempts(attempt.account());
    }

    /** No password was looked at. */
    void unseen(Attempt attempt) {
        List<String> all = new ArrayList<>(attempt.account());
        all.addAll(attempt.origin());
        uncountAttempts(all);
    }

    private void uncountAttempts(List<String> subjects) {
        if (!subjects.isEmpty()) {
            ports.customers().uncountAttempts(subjects);
        }
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
