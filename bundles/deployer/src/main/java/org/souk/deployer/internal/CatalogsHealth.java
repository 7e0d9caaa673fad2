package org.souk.deployer.internal;

import java.util.List;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.api.catalog.CatalogStatus;
import org.souk.api.catalog.CatalogStatus.State;

/** A health check that fails until every catalog that was in the deploy folder at startup is live, parked, stopped or refused. */
@Component(
        immediate = true,
        property = {
            HealthCheck.NAME + "=catalogs",
            HealthCheck.MBEAN_NAME + "=catalogs",
            HealthCheck.RESULT_CACHE_TTL_IN_MS + ":Long=0"
        })
public final class CatalogsHealth implements HealthCheck {
    private final Deployer catalogs;

    @Activate
    public CatalogsHealth(@Reference Deployer catalogs) {
        this.catalogs = catalogs;
    }

    @Override
    public Result execute() {
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
            return new Result(Result.Status.CRITICAL, detail + ", others wait: " + catalogs.trouble());
        }
        return catalogs.settled()
                ? new Result(Result.Status.OK, detail)
                : new Result(Result.Status.CRITICAL, detail + ", others are still being read");
    }
}
