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

/** Hashes and verifies passwords, only a few at a time: each call takes much memory and processor time, and anybody can cause one. */
@Component(service = PasswordHasher.class, configurationPid = "org.souk.customers")
public final class PasswordHasher {
    private static final Duration MAX_WAIT = Duration.ofSeconds(2);
    private static final int MAX_WAITING = 16;
    private static final int MAX_CONCURRENT = 16;

    private final Semaphore permits;
    private final Semaphore queue;
    private final SecureRandom random = new SecureRandom();
    private final PasswordHash dummy = PasswordHash.unmatchable(random);

    @Activate
    public PasswordHasher(CustomerSettings settings) {
        this(settings.passwordsAtOnce());
    }

    PasswordHasher(int concurrent) {
        int bounded = Math.max(1, Math.min(MAX_CONCURRENT, concurrent));
        this.permits = new Semaphore(bounded, true);
        this.queue = new Semaphore(bounded + MAX_WAITING);
    }

    /** Hashes a new password; empty if too many calls wait. */
    Optional<String> hash(String password) {
        return withPermit(() -> PasswordHash.of(password, random).toString());
    }

    /**
     * Verifies a password; empty if too many calls wait. Without a stored hash, no password matches, but the call takes the same time, to
     * hide which accounts exist.
     */
    Optional<Boolean> matches(String password, @Nullable String stored) {
        return withPermit(() -> {
            PasswordHash hash = stored == null ? dummy : PasswordHash.parse(stored);
            return hash.matches(password) && stored != null;
        });
    }

    private <T> Optional<T> withPermit(Supplier<T> task) {
        if (!queue.tryAcquire()) {
            return Optional.empty();
        }
        try {
            if (!permits.tryAcquire(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
            try {
                return Optional.of(task.get());
            } finally {
                permits.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            queue.release();
        }
    }
}
