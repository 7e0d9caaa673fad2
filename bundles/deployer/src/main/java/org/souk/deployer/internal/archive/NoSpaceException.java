package org.souk.deployer.internal.archive;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Thrown if the disk is too full for a catalog. The catalog itself may be valid, so the container retries. */
public final class NoSpaceException extends IOException {
    private static final long serialVersionUID = 1L;

    NoSpaceException(@Nullable IOException cause) {
        super("there is not enough disk space left in the container for it", cause);
    }
}
