package org.souk.deployer.internal.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.souk.deployer.internal.archive.DropExaminer.Examined;

/** Looks at a path on disk; empty if it certainly does not exist. */
@FunctionalInterface
public interface PathExaminer {
    Optional<Examined> examine(Path path) throws IOException;
}
