package org.souk.deployer.internal.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.Problem;
import org.souk.deployer.internal.archive.DamagedArchiveException;
import org.souk.deployer.internal.archive.DropExaminer.Examined;
import org.souk.deployer.internal.archive.IncompleteFile;
import org.souk.deployer.internal.build.FailureText;
import org.souk.deployer.internal.build.FileSource;
import org.souk.deployer.internal.problem.Limits;
import org.souk.deployer.internal.publish.DeployAttempt;
import org.souk.deployer.internal.publish.DeployAttempt.Prepared;
import org.souk.deployer.internal.publish.ProblemsFile;
import org.souk.deployer.internal.state.Refusal.Reason;

/**
 * Deploys a file or folder of the deploy folder once it has settled (has not changed for a while), and removes the catalog of one that was
 * deleted. It copies nothing of a source that it refuses because of its attributes.
 */
public final class DropHandler implements SettlingHandler {
    private static final Logger LOG = LoggerFactory.getLogger(DropHandler.class);
    private final DeployFolderFiles files;
    private final PathExaminer examiner;
    private final DeployAttempt attempt;
    private final Limits limits;

    public DropHandler(DeployFolderFiles files, PathExaminer examiner, DeployAttempt attempt, Limits limits) {
        this.files = files;
        this.examiner = examiner;
        this.attempt = attempt;
        this.limits = limits;
    }

    @Override
    public boolean settled(Path path, Examined found, boolean last) {
        FileSource source = new FileSource(path, found.fingerprint().text());
        try {
            return !files.isCatalog(path) || deploy(source, found, last);
        } catch (RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
            LOG.error("{} cannot be deployed", path, e);
            attempt.commit(failed(source, e));
            return true;
        }
    }

    private boolean deploy(FileSource source, Examined found, boolean last) {
        Optional<Prepared> result = prepare(source, found, last);
        if (result.isEmpty()) {
            return false;
        }
        Prepared prepared = result.get();
        boolean unchanged;
        try {
            // examining it again may take long, and the same problem would be found
            unchanged = found.unreadable()
                    || examiner.examine(source.path())
                            .filter(now -> now.fingerprint().equals(found.fingerprint()))
                            .isPresent();
        } catch (IOException e) {
            LOG.debug("{} cannot be examined", source.path(), e);
            attempt.discard(prepared);
            if (last) {
                attempt.commit(failed(source, e));
            }
            return last;
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
        String name = source.key();
        if (found.folder() && (source.jar() || name.endsWith(".zip"))) {
            String kind = name.substring(name.lastIndexOf('.') + 1);
            return Optional.of(attempt.refuse(
                    source,
                    Reason.CONTENT,
                    "it is a folder, and its name is that of a " + kind + "; put the " + kind + " there"));
        }
        Optional<IncompleteFile> incomplete = IncompleteFile.in(source.path(), limits);
        if (incomplete.isPresent() && !last) {
            return Optional.empty();
        }
        Optional<Problem> problem = incomplete.flatMap(IncompleteFile::problem);
        if (problem.isPresent()) {
            return Optional.of(attempt.refuse(source, Reason.CONTENT, problem.get()));
        }
        try {
            return Optional.of(attempt.prepare(source));
        } catch (DamagedArchiveException e) {
            return last ? Optional.of(damaged(source, String.valueOf(e.getMessage()))) : Optional.empty();
        }
    }

    /** A refusal that is not the fault of the source, so the next start of the container tries again. */
    private Prepared failed(FileSource source, Throwable e) {
        return attempt.refuse(source, Reason.CONTAINER, FailureText.of(e));
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
