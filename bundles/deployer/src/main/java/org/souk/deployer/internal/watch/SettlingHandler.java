package org.souk.deployer.internal.watch;

import java.nio.file.Path;
import org.souk.deployer.internal.archive.DropExaminer.Examined;

/** Receives files that have settled or were deleted. */
public interface SettlingHandler {
    /**
     * Handles a file or folder that has settled.
     *
     * @param last whether the handler must refuse an incomplete archive or folder, because it has not changed for a while
     * @return false if it is incomplete or cannot be examined, and must be handed over again
     */
    boolean settled(Path path, Examined found, boolean last);

    void gone(Path path);
}
