package org.souk.deployer.internal.life;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.souk.deployer.internal.archive.Stamp;

/** Takes up at a start what was refused before. */
final class Recall {
    private final Settings settings;
    private final Refusals refusals;
    private final Records records;
    private final BooleanSupplier javaAllowed;

    Recall(Settings settings, Refusals refusals, Records records, BooleanSupplier javaAllowed) {
        this.settings = settings;
        this.refusals = refusals;
        this.records = records;
        this.javaAllowed = javaAllowed;
    }

    /** What was refused before and has not changed since is shown, and not read again; what was removed meanwhile is forgotten. */
    void recall(Set<Path> there, Beginning.Known known) throws IOException {
        for (Refusals.Written written : refusals.read()) {
            Refusal refusal = written.refusal();
            Path file = settings.deploy().resolve(refusal.source());
            Optional<Stamp> stamp = there.contains(file) ? Stamp.of(file) : Optional.empty();
            if (stamp.isEmpty() || !stamp.get().text().equals(written.stamp()) || taken(written)) {
                refusals.forget(refusal.source());
            } else if (!withoutServing(refusal.source())) {
                records.refused(refusal);
                if (written.stands(circumstances())) {
                    known.file(file, stamp.get());
                }
            }
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
        JournalEntry away = records.awayFrom(source);
        return away != null && away.state() != JournalEntry.State.WITHDRAWN;
    }

    /** What a file's content is judged by, besides the content. */
    String circumstances() {
        Bundle judge = FrameworkUtil.getBundle(Recall.class);
        return settings.limits() + " java=" + javaAllowed.getAsBoolean()
                + (judge == null ? "" : " " + judge.getVersion() + " of " + judge.getLastModified());
    }
}
