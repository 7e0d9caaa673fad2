package org.souk.deployer.internal.archive;

import java.io.IOException;

/** Thrown if a path is no file, is too large, or grows too large while it is copied. The message is for merchants. */
public final class RejectedFileException extends IOException {
    private static final long serialVersionUID = 1L;

    public RejectedFileException(String message) {
        super(message);
    }
}
