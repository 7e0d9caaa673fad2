package org.souk.persistence.internal.transaction;

/** Says that the connection was lost during a commit, which may have succeeded or not. */
final class UnknownCommitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownCommitException(Throwable cause) {
        super("whether it was committed is not known", cause);
    }
}
