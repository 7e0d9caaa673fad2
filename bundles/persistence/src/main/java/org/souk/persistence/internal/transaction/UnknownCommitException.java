package org.souk.persistence.internal.transaction;

/** The connection was lost in the middle of a commit: it may have happened or not. */
final class UnknownCommitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownCommitException(Throwable cause) {
        super("whether it was committed is not known", cause);
    }
}
