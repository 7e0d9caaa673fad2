package org.souk.deployer.internal.archive;

import java.io.IOException;

/** A path is rejected before it is opened, because it is too large or not a file. The message is for merchants. */
public final class RejectedFileException extends IOException {
    private static final long serialVersionUID = 1L;

    public RejectedFileException(String message) {
        super(message);
    }
}
