package org.souk.admin.internal.health;

import java.nio.file.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.souk.api.health.Health;
import org.souk.api.health.HealthCheck;

/** Free space where catalogs are staged and the database lies. */
@Component(configurationPid = "org.souk.admin")
public final class DiskCheck implements HealthCheck {
    private static final long MEBIBYTE = 1 << 20;

    private final Path data;
    private final long low;
    private final long least;

    /** Looks where Karaf keeps its data. */
    @Activate
    public DiskCheck(AdminSettings config) {
        this(Path.of(System.getProperty("karaf.data", ".")), config.diskLow(), config.diskLeast());
    }

    DiskCheck(Path data, long low, long least) {
        this.data = data;
        this.low = low;
        this.least = least;
    }

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public Health check() {
        long free = data.toFile().getUsableSpace() / MEBIBYTE;
        String detail = free + " MiB free in " + data;
        if (free < least) {
            return new Health(Health.Status.DOWN, detail + ", fewer than " + least + ": make room");
        }
        return free < low
                ? new Health(Health.Status.DEGRADED, detail + ", fewer than " + low + ": make room")
                : new Health(Health.Status.UP, detail);
    }
}
