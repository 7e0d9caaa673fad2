package org.souk.core.internal.customer;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Looks at passwords, a few at a time and never for long: each takes memory and a processor, and anybody can ask for it. */
@Component(service = Passwords.class, configurationPid = "org.souk.customers")
public final class Passwords {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int MOST_WAITING = 16;
    private static final int MOST_AT_ONCE = 16;

    private final Semaphore places;
    private final Semaphore queue;
    private final SecureRandom random = new SecureRandom();
    private final PasswordHash nobodys = PasswordHash.ofNothing(random);

    /** So many as the settings say. */
    @Activate
    public Passwords(CustomerSettings settings) {
        this(settings.passwordsAtOnce());
    }

    Passwords(int atOnce) {
        int bounded = Math.max(1, Math.min(MOST_AT_ONCE, atOnce));
        this.places = new Semaphore(bounded, true);
        this.queue = new Semaphore(bounded + MOST_WAITING);
    }

    /** What to store of a new one; empty if too many wait. */
    Optional<String> hash(String password) {
        return inTurn(() -> PasswordHash.of(password, random).toString());
    }

    /**
     * Whether a password is the one that was hashed; empty if too many wait.
     *
     * @param stored null where there is nothing to compare with: that takes the same time, and fits never
     */
    Optional<Boolean> fits(String password, @Nullable String stored) {
        return inTurn(() -> {
            PasswordHash hash = stored == null ? nobodys : PasswordHash.parse(stored);
            return hash.fits(password) && stored != null;
        });
    }

    private <T> Optional<T> inTurn(Supplier<T> work) {
        if (!queue.tryAcquire()) {
            return Optional.empty();
        }
        try {
            if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
            try {
                return Optional.of(work.get());
            } finally {
                places.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            queue.release();
        }
    }
}
