package org.souk.deployer.internal;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.api.catalog.CatalogStatus;
import org.souk.api.catalog.CatalogStatus.State;
import org.souk.api.health.Health;
import org.souk.api.health.HealthCheck;

/** Down until everything that lay in the deploy folder at the start is live, parked or refused. */
@Component
public final class CatalogsHealth implements HealthCheck {
    private final Deployer catalogs;

    @Activate
    public CatalogsHealth(@Reference Deployer catalogs) {
        this.catalogs = catalogs;
    }

    @Override
    public String name() {
        return "catalogs";
    }

    @Override
    public Health check() {
        List<CatalogStatus> all = catalogs.list();
        long refused = all.stream()
                .filter(s -> s.state() == State.REFUSED || s.refusedOrNull() != null)
                .count();
        long live = all.stream().filter(s -> s.state() == State.LIVE).count();
        long parked = all.stream().filter(s -> s.state() == State.PARKED).count();
        long stopped = all.stream().filter(s -> s.state() == State.STOPPED).count();
        String detail = live + " live, " + (parked > 0 ? parked + " parked, " : "")
                + (stopped > 0 ? stopped + " stopped, " : "") + refused + " refused";
        if (!catalogs.trouble().isEmpty()) {
            return new Health(Health.Status.DOWN, detail + ", others wait: " + catalogs.trouble());
        }
        return catalogs.settled()
                ? new Health(Health.Status.UP, detail)
                : new Health(Health.Status.DOWN, detail + ", others are still being read");
    }
}
