package org.souk.admin.internal.health;

import java.util.Comparator;
import java.util.List;
import org.apache.felix.hc.api.execution.HealthCheckExecutor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether to leave this container running or to restart it. Only checks with the tag {@code live} decide; Souk itself has none. */
@Component(service = Liveness.class)
public final class Liveness {
    private final HealthChecks checks;

    @Activate
    public Liveness(@Reference HealthCheckExecutor executor) {
        checks = new HealthChecks(executor, HealthChecks.TIMEOUT, "live");
    }

    public Report report() {
        List<Report.Entry> entries = checks.run();
        Status worst = entries.stream()
                .map(Report.Entry::status)
                .max(Comparator.naturalOrder())
                .orElse(Status.UP);
        return new Report(worst, entries);
    }
}
