package org.souk.deployer.internal.archive;

import java.io.IOException;

/** Something that is not even looked into, because it is too much or no file at all; the message is for merchants. */
public final class BoundException extends IOException {
    private static final long serialVersionUID = 1L;

    public BoundException(String message) {
        super(message);
    }
}
