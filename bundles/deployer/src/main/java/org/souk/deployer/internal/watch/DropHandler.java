package org.souk.deployer.internal.watch;

import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.deployer.internal.archive.DamagedArchiveException;
import org.souk.deployer.internal.archive.DropExaminer.Examined;
import org.souk.deployer.internal.build.FileSource;
import org.souk.deployer.internal.publish.DeployAttempt;
import org.souk.deployer.internal.publish.ProblemsFile;
import org.souk.deployer.internal.state.Refusal.Reason;

/**
 * Deploys a file or folder of the deploy folder once it has settled (has not changed for a while), and removes the catalog of one that was
 * deleted. What cannot be taken at all is refused before anything of it is copied.
 */
public final class DropHandler implements SettlingQueue.Handler {
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
        FileSource source = new FileSource(path, found.fingerprint().text());
        DeployAttempt.Prepared prepared;
        try {
            if (!found.folder()
                    && found.problem().isEmpty()
                    && found.bytes() > LARGE
                    && ZipEnd.of(path).isEmpty()) {
                if (!last) {
                    return false;
                }
                prepared = damaged(source, "the directory at the end of a zip is missing");
            } else if (found.problem().isEmpty()) {
                prepared = attempt.prepare(source);
            } else {
                prepared =
                        attempt.refuse(source, found.unreadable() ? Reason.CONTAINER : Reason.CONTENT, found.problem());
            }
        } catch (DamagedArchiveException e) {
            if (!last) {
                return false;
            }
            prepared = damaged(source, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            LOG.debug("{} cannot be read", path, e);
            return false;
        }
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

    private DeployAttempt.Prepared damaged(FileSource source, String reason) {
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
