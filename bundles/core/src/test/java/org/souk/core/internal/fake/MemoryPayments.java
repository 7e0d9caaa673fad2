package org.souk.core.internal.fake;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.Sku;
import org.souk.api.database.DatabaseUnavailableException;
import org.souk.api.order.PaymentAttemptId;
import org.souk.api.payment.PaymentAttempt;
import org.souk.api.session.SessionKey;
import org.souk.api.store.PaymentStore;

/** Stock reserved for payments. Tests of the persistence bundle cover the payments themselves, on a real database. */
public final class MemoryPayments implements PaymentStore {
    /** Pieces by SKU, by catalog and session. */
    public final Map<String, Map<Sku, Integer>> reserved = new HashMap<>();
    /** Whether the database is unavailable for payments. */
    public boolean away;
    /** How often that was asked for. */
    public int asked;

    private final MemoryDatabase database;

    MemoryPayments(MemoryDatabase database) {
        this.database = database;
    }

    @Override
    public Map<Sku, Integer> reserved(CatalogId catalog, SessionKey session) {
        synchronized (database) {
            database.there();
            asked++;
            if (away) {
                throw new DatabaseUnavailableException("the test took it away");
            }
            return reserved.getOrDefault(catalog + "|" + session, Map.of());
        }
    }

    @Override
    public Optional<PaymentAttempt> find(CatalogId catalog, PaymentAttemptId id) {
        throw elsewhere();
    }

    @Override
    public List<PaymentAttempt> list(CatalogId catalog, int limit) {
        throw elsewhere();
    }

    @Override
    public Optional<PaymentAttempt> settle(
            CatalogId catalog, PaymentAttemptId id, Function<PaymentAttempt, Step> decide) {
        throw elsewhere();
    }

    @Override
    public Set<CatalogId> catalogsDue() {
        throw elsewhere();
    }

    @Override
    public List<PaymentAttempt> take(CatalogId catalog, int limit, Duration lease) {
        throw elsewhere();
    }

    private static UnsupportedOperationException elsewhere() {
        return new UnsupportedOperationException("payments are tried on a real database");
    }
}
