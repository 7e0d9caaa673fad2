package org.souk.deployer.internal.archive;

import java.io.IOException;

/** An archive that is not whole: cut off, still being copied, or broken. */
public final class DamagedArchiveException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedArchiveException(String message) {
        super(message);
    }
}
