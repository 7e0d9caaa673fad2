package org.souk.deployer.internal.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.Problem;
import org.souk.deployer.internal.archive.DamagedArchiveException;
import org.souk.deployer.internal.archive.FileFingerprint;
import org.souk.deployer.internal.archive.UnfinishedTable;
import org.souk.deployer.internal.build.FileSource;
import org.souk.deployer.internal.publish.DeployAttempt;
import org.souk.deployer.internal.publish.ProblemsFile;
import org.souk.deployer.internal.state.Refusal.Reason;

/**
 * Deploys a file or folder of the deploy folder once it has settled (has not changed for a while), and removes the catalog of one that was
 * deleted.
 */
public final class DropHandler implements SettlingQueue.Handler {
    private static final Logger LOG = LoggerFactory.getLogger(DropHandler.class);

    private final DeployFolderFiles files;
    private final DeployAttempt attempt;

    public DropHandler(DeployFolderFiles files, DeployAttempt attempt) {
        this.files = files;
        this.attempt = attempt;
    }

    @Override
    public boolean settled(Path path, FileFingerprint stamp, boolean last) {
        if (!files.isCatalog(path)) {
            return true;
        }
        Optional<UnfinishedTable> unfinished = UnfinishedTable.in(path);
        if (unfinished.isPresent() && !last) {
            return false;
        }
        FileSource source = new FileSource(path, stamp.text());
        DeployAttempt.Prepared prepared;
        try {
            Optional<Problem> problem = unfinished.flatMap(UnfinishedTable::problem);
            prepared = problem.isPresent()
                    ? attempt.refuse(source, Reason.CONTENT, problem.get())
                    : attempt.prepare(source);
        } catch (DamagedArchiveException e) {
            if (!last) {
                return false;
            }
            prepared = attempt.refuse(
                    source,
                    Reason.CONTENT,
                    "the archive is damaged or was not copied to its end (" + e.getMessage() + "); copy it again");
        }
        boolean unchanged;
        try {
            unchanged = FileFingerprint.of(path).equals(Optional.of(stamp));
        } catch (IOException e) {
            LOG.debug("{} cannot be examined", path, e);
            attempt.discard(prepared);
            return false;
        }
        if (unchanged) {
            attempt.commit(prepared);
        } else {
            // the settling queue notices the change and hands the file over again
            attempt.discard(prepared);
        }
        return true;
    }

    @Override
    public void gone(Path path) {
        files.remove(path);
        ProblemsFile.remove(path);
        attempt.sourceGone(String.valueOf(path.getFileName()));
    }
}
