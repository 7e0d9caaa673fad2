package org.souk.admin.internal.health;

import java.nio.file.Path;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The health check of the free space of the file system that holds the staged catalogs and the database. */
@Component(
        immediate = true,
        configurationPid = "org.souk.admin",
        property = {
            HealthCheck.NAME + "=" + DiskCheck.NAME,
            HealthCheck.MBEAN_NAME + "=disk",
            HealthCheck.RESULT_CACHE_TTL_IN_MS + ":Long=0"
        })
public final class DiskCheck implements HealthCheck {
    static final String NAME = "disk";

    private static final long MEBIBYTE = 1 << 20;

    private final Path data;
    private final long low;
    private final long least;

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
    public Result execute() {
        long free = data.toFile().getUsableSpace() / MEBIBYTE;
        String detail = free + " MiB free in " + data;
        if (free < least) {
            return new Result(Result.Status.CRITICAL, detail + ", fewer than " + least + ": free some disk space");
        }
        return free < low
                ? new Result(Result.Status.WARN, detail + ", fewer than " + low + ": free some disk space")
                : new Result(Result.Status.OK, detail);
    }
}
