package org.souk.deployer.internal.archive;

import java.io.IOException;

/** Thrown if an archive is incomplete: truncated, still being copied, or corrupt. */
public final class DamagedArchiveException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedArchiveException(String message) {
        super(message);
    }
}
