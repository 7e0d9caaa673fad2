package org.souk.deployer.internal.build;

import java.nio.file.FileSystemException;
import org.souk.deployer.internal.archive.NoSpaceException;

/** Explains an unexpected failure to a merchant or operator, with the remedy. */
public final class FailureText {
    private FailureText() {}

    public static String of(Throwable e) {
        if (e instanceof OutOfMemoryError || e instanceof StackOverflowError) {
            return "it is too large for the memory of this container (" + e + "); make its tables smaller,"
                    + " or have the operator give the container more heap with SOUK_HEAP";
        }
        if (e instanceof NoSpaceException) {
            return e.getMessage() + "; free some disk space";
        }
        return e instanceof FileSystemException
                ? "it cannot be read or unpacked (" + e
                        + "); look at its permissions, or ask the operator for disk space"
                : "it cannot be read or unpacked (" + e + "); ask the operator to look at the log";
    }
}
