package org.souk.deployer.internal.life;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.deployer.internal.archive.Folders;
import org.souk.deployer.internal.archive.Stamp;
import org.souk.deployer.internal.bundle.Bundles;
import org.souk.deployer.internal.read.Problems;
import org.souk.deployer.internal.route.ClaimBook;

/** Brings back what was live when the last process ended, however it ended, before anything new is looked at. */
final class Beginning {
    private static final Logger LOG = LoggerFactory.getLogger(Beginning.class);

    private final Path deploy;
    private final Path staging;
    private final Journal journal;
    private final Bundles bundles;
    private final ClaimBook claims;
    private final Restore restore;
    private final Publisher publisher;
    private final Records records;

    Beginning(
            Path deploy,
            Path staging,
            Journal journal,
            Bundles bundles,
            ClaimBook claims,
            Restore restore,
            Publisher publisher,
            Records records) {
        this.deploy = deploy;
        this.staging = staging;
        this.journal = journal;
        this.bundles = bundles;
        this.claims = claims;
        this.restore = restore;
        this.publisher = publisher;
        this.records = records;
    }

    /** Hears which files need no second look. */
    interface Known {
        void file(Path file, Stamp stamp);
    }

    /** Restores in lanes, then runs {@code open}. */
    void begin(Lanes lanes, Known known, Runnable open) {
        Folders.delete(staging);
        List<JournalEntry> entries = journal.read();
        bundles.sweep(entries.stream().map(JournalEntry::location).collect(Collectors.toSet()));
        // all that was live holds its hosts before anybody new can ask for one
        for (JournalEntry entry : entries) {
            if (entry.state() != JournalEntry.State.WITHDRAWN) {
                claims.reserve(entry.id(), entry.source(), HostsText.parse(entry.hosts()));
                claims.commit(entry.id(), HostsText.parse(entry.hosts()));
            }
        }
        AtomicInteger left = new AtomicInteger(entries.size() + 1);
        Runnable done = () -> {
            if (left.decrementAndGet() == 0) {
                open.run();
            }
        };
        for (JournalEntry entry : entries) {
            lanes.submit(entry.source(), () -> {
                try {
                    restore(entry, known);
                } finally {
                    done.run();
                }
            });
        }
        done.run();
    }

    private void restore(JournalEntry entry, Known known) {
        Path file = deploy.resolve(entry.source());
        boolean fromFile = !BundleSource.is(entry.source());
        if (fromFile && Files.isDirectory(deploy) && !Files.exists(file)) {
            LOG.info("Catalog {} is gone: {} was removed meanwhile", entry.id(), entry.source());
            forget(entry);
            return;
        }
        if (entry.state() == JournalEntry.State.WITHDRAWN) {
            records.withdrawn(entry);
            known.file(file, new Stamp(entry.stamp()));
            return;
        }
        Problems problems = new Problems();
        try {
            Optional<LiveRecord> record = restore.restore(entry, problems);
            if (record.isPresent()) {
                publisher.restored(record.get());
                if (fromFile) {
                    known.file(file, new Stamp(entry.stamp()));
                }
                return;
            }
        } catch (IOException e) {
            problems.error(entry.source(), 0, String.valueOf(e));
        }
        LOG.warn("Catalog {} is read anew, what was kept of it cannot be used: {}", entry.id(), problems.all());
        forget(entry);
    }

    private void forget(JournalEntry entry) {
        journal.forget(entry.id());
        claims.release(entry.id());
        bundles.remove(entry.location());
        if (!entry.generation().isEmpty()) {
            Folders.delete(journal.folder(entry.id(), entry.generation()));
        }
        journal.tidy(entry.id());
    }
}
