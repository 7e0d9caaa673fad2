package org.souk.core.internal.cart;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.api.catalog.CatalogId;
import org.souk.api.session.SessionSummary;
import org.souk.api.session.Sessions;
import org.souk.core.internal.housekeeping.Housekeeping;
import org.souk.core.internal.store.StoreRegistry;

/** Lists and removes sessions in the shared database. */
@Component
public final class StoredSessions implements Sessions {
    private final StoreRegistry stores;

    @Activate
    public StoredSessions(@Reference StoreRegistry stores) {
        this.stores = stores;
    }

    @Override
    public List<SessionSummary> list(@Nullable CatalogId catalog, int limit) {
        return stores.carts().sessions(catalog, StoreRegistry.limit(limit));
    }

    @Override
    public long purge(@Nullable CatalogId catalog, @Nullable Duration idle) {
        long all = 0;
        int step;
        do {
            step = stores.housekeeping().removeSessions(catalog, idle, Housekeeping.BATCH)
                    + stores.housekeeping().removeSignIns(catalog, idle, Housekeeping.BATCH);
            all += step;
        } while (step > 0);
        return all;
    }
}
