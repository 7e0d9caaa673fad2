package org.souk.deployer.internal.life;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.souk.deployer.internal.archive.Stamp;
import org.souk.deployer.internal.bundle.Bundles;

/** Takes up at a start what was refused before. */
final class RefusalRecovery {
    private final Settings settings;
    private final Refusals refusals;
    private final CatalogRecords records;
    private final Bundles bundles;
    private final BooleanSupplier javaAllowed;

    RefusalRecovery(
            Settings settings,
            Refusals refusals,
            CatalogRecords records,
            Bundles bundles,
            BooleanSupplier javaAllowed) {
        this.bundles = bundles;
        this.settings = settings;
        this.refusals = refusals;
        this.records = records;
        this.javaAllowed = javaAllowed;
    }

    /** Hears what needs no second look. */
    interface Known extends StartupRecovery.Known {
        void bundle(String location, String stamp);
    }

    /** What was refused before and has not changed since is shown, and not read again; what was removed meanwhile is forgotten. */
    void recall(Set<Path> there, Known known) throws IOException {
        for (Refusals.Written written : refusals.read()) {
            Refusal refusal = written.refusal();
            if (!content(written, there).equals(written.stamp()) || taken(written)) {
                refusals.forget(refusal.source());
            } else if (!withoutServing(refusal.source())) {
                records.refused(refusal);
                if (written.stands(circumstances())) {
                    known(written, known);
                }
            }
        }
    }

    /** What lies there now; empty if nothing does. */
    private String content(Refusals.Written written, Set<Path> there) throws IOException {
        String source = written.refusal().source();
        if (BundleSource.is(source)) {
            String location = BundleSource.location(source);
            return bundles.state(location) == Bundles.State.ABSENT ? "" : bundles.stamp(location);
        }
        Path file = settings.deploy().resolve(source);
        if (!there.contains(file)) {
            return "";
        }
        // what came in place of the file's content was put aside when that was restored
        return BundleSource.isInPlace(written.stamp())
                ? written.stamp()
                : Stamp.of(file).map(Stamp::text).orElse("");
    }

    private void known(Refusals.Written written, Known known) {
        String source = written.refusal().source();
        if (BundleSource.is(source)) {
            known.bundle(BundleSource.location(source), written.stamp());
        } else if (!BundleSource.isInPlace(written.stamp())) {
            known.file(settings.deploy().resolve(source), new Stamp(written.stamp()));
        }
    }

    /** Whether the process before took the same file after all, and ended before it could forget. */
    private boolean taken(Refusals.Written written) {
        return records.bySource(written.refusal().source())
                .filter(record -> record.entry().stamp().equals(written.stamp()))
                .isPresent();
    }

    /** Whether what was live cannot be restored: then its file is read, whatever was said of it before. */
    private boolean withoutServing(String source) {
        CatalogState away = records.awayFrom(source);
        return away != null && away.state() != CatalogState.State.WITHDRAWN;
    }

    /** What a file's content is judged by, besides the content. */
    String circumstances() {
        Bundle judge = FrameworkUtil.getBundle(RefusalRecovery.class);
        return settings.limits() + " java=" + javaAllowed.getAsBoolean()
                + (judge == null ? "" : " " + judge.getVersion() + " of " + judge.getLastModified());
    }
}
