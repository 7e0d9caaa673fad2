package org.souk.api.catalog;

/**
 * A problem in a catalog, described so that the merchant can fix it.
 *
 * @param severity whether the catalog can go live in spite of the problem
 * @param file a name inside the catalog, or the archive's name
 * @param line from 1; 0 if the problem concerns the whole file
 * @param message what is wrong, and what to do
 */
public record Problem(Severity severity, String file, int line, String message) {
    /** Whether a catalog can go live with a problem. */
    public enum Severity {
        /** The version does not go live; a version that is live stays so. */
        ERROR,
        /** The version goes live. */
        WARNING
    }

    /** Creates a problem with which the version does not go live. */
    public static Problem error(String file, int line, String message) {
        return new Problem(Severity.ERROR, file, line, message);
    }

    /** Creates a problem with which the version goes live. */
    public static Problem warning(String file, int line, String message) {
        return new Problem(Severity.WARNING, file, line, message);
    }

    /** Returns {@code file:line: message}, or {@code file: message} without a line. */
    @Override
    public String toString() {
        return line > 0 ? file + ":" + line + ": " + message : file + ": " + message;
    }
}
