package org.souk.deployer.internal.archive;

import java.io.IOException;

/** A path is not opened because it is too large or not a file. The message is for merchants. */
public final class BoundException extends IOException {
    private static final long serialVersionUID = 1L;

    public BoundException(String message) {
        super(message);
    }
}
