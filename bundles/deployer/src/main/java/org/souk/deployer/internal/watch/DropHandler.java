package org.souk.deployer.internal.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.Problem;
import org.souk.deployer.internal.archive.DamagedArchiveException;
import org.souk.deployer.internal.archive.DropExaminer.Examined;
import org.souk.deployer.internal.archive.UnfinishedTable;
import org.souk.deployer.internal.build.FileSource;
import org.souk.deployer.internal.publish.DeployAttempt;
import org.souk.deployer.internal.publish.DeployAttempt.Prepared;
import org.souk.deployer.internal.publish.ProblemsFile;
import org.souk.deployer.internal.state.Refusal.Reason;

/**
 * Deploys a file or folder of the deploy folder once it has settled (has not changed for a while), and removes the catalog of one that was
 * deleted. What cannot be taken at all is refused before anything of it is copied.
 */
public final class DropHandler implements SettlingHandler {
    private static final Logger LOG = LoggerFactory.getLogger(DropHandler.class);
    /** From this size on, in bytes, an archive without an end is not even copied. Below it the reader explains better what it is. */
    private static final long LARGE = 10L << 20;

    private final DeployFolderFiles files;
    private final PathExaminer examiner;
    private final DeployAttempt attempt;

    public DropHandler(DeployFolderFiles files, PathExaminer examiner, DeployAttempt attempt) {
        this.files = files;
        this.examiner = examiner;
        this.attempt = attempt;
    }

    @Override
    public boolean settled(Path path, Examined found, boolean last) {
        if (!files.isCatalog(path)) {
            return true;
        }
        Optional<Prepared> result =
                prepare(new FileSource(path, found.fingerprint().text()), found, last);
        if (result.isEmpty()) {
            return false;
        }
        Prepared prepared = result.get();
        boolean unchanged;
        try {
            unchanged = examiner.examine(path)
                    .filter(now -> now.fingerprint().equals(found.fingerprint()))
                    .isPresent();
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

    /** Prepares a version or a refusal; empty if the source is incomplete and may still be copied. */
    private Optional<Prepared> prepare(FileSource source, Examined found, boolean last) {
        if (!found.problem().isEmpty()) {
            Reason reason = found.unreadable() ? Reason.CONTAINER : Reason.CONTENT;
            return Optional.of(attempt.refuse(source, reason, found.problem()));
        }
        Optional<UnfinishedTable> unfinished = UnfinishedTable.in(source.path());
        if (unfinished.isPresent() && !last) {
            return Optional.empty();
        }
        Optional<Problem> problem = unfinished.flatMap(UnfinishedTable::problem);
        if (problem.isPresent()) {
            return Optional.of(attempt.refuse(source, Reason.CONTENT, problem.get()));
        }
        try {
            if (!found.folder() && found.bytes() > LARGE && ZipEnd.isMissing(source.path())) {
                return last ? Optional.of(damaged(source, "the end of the zip is missing")) : Optional.empty();
            }
            return Optional.of(attempt.prepare(source));
        } catch (DamagedArchiveException e) {
            return last ? Optional.of(damaged(source, String.valueOf(e.getMessage()))) : Optional.empty();
        } catch (IOException e) {
            LOG.debug("{} cannot be read", source.path(), e);
            return Optional.empty();
        }
    }

    private Prepared damaged(FileSource source, String reason) {
        return attempt.refuse(
                source,
                Reason.CONTENT,
                "the archive is damaged or was not copied to its end (" + reason + "); copy it again");
    }

    @Override
    public void gone(Path path) {
        files.remove(path);
        ProblemsFile.remove(path);
        attempt.sourceGone(String.valueOf(path.getFileName()));
    }
}
