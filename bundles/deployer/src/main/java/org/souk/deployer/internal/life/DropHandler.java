package org.souk.deployer.internal.life;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.deployer.internal.archive.DamagedException;
import org.souk.deployer.internal.archive.Stamp;

/** What is done with a file that has settled, or gone: published or refused, and told beside the file. */
final class DropHandler implements SettlingQueue.Handler {
    private static final Logger LOG = LoggerFactory.getLogger(DropHandler.class);

    private final DeployFolderFiles recognition;
    private final DeployAttempt trial;
    private final Publisher publisher;
    private final OrphanedCatalogs leftovers;
    private final CatalogRecords records;
    private final Runnable freed;

    DropHandler(
            DeployFolderFiles recognition,
            DeployAttempt trial,
            Publisher publisher,
            OrphanedCatalogs leftovers,
            CatalogRecords records,
            Runnable freed) {
        this.recognition = recognition;
        this.trial = trial;
        this.publisher = publisher;
        this.leftovers = leftovers;
        this.records = records;
        this.freed = freed;
    }

    @Override
    public boolean settled(Path path, Stamp stamp, boolean last) {
        if (!recognition.catalog(path)) {
            return true;
        }
        FileSource source = new FileSource(path, stamp.text());
        DeployAttempt.Look look;
        try {
            look = trial.look(source);
        } catch (DamagedException e) {
            if (!last) {
                return false;
            }
            look = trial.refused(
                    source,
                    Refusal.Reason.CONTENT,
                    "the archive is damaged or was not copied to its end (" + e.getMessage() + "); copy it again");
        }
        Boolean same = unchanged(path, stamp);
        if (same == null || !same) {
            // the next look sees to it
            trial.abandon(look);
            return same != null;
        }
        trial.conclude(look);
        return true;
    }

    /** Null if that cannot be told now. */
    private static @Nullable Boolean unchanged(Path path, Stamp stamp) {
        try {
            return Stamp.of(path).equals(Optional.of(stamp));
        } catch (IOException e) {
            LOG.debug("{} cannot be looked at", path, e);
            return null;
        }
    }

    @Override
    public void gone(Path path) {
        recognition.unclaim(path);
        ProblemsFile.remove(path);
        String source = String.valueOf(path.getFileName());
        trial.forget(source);
        records.bySource(source).ifPresent(publisher::remove);
        leftovers.gone(source);
        freed.run();
    }
}
