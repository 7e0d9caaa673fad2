package org.souk.api.catalog;

/**
 * Something wrong in a catalog, told so that a merchant can mend it.
 *
 * @param severity whether the catalog goes live all the same
 * @param file name inside the catalog, or of the archive
 * @param line from 1, or 0 where it concerns the whole file
 * @param message what is wrong, and what to do
 */
public record Problem(Severity severity, String file, int line, String message) {
    /** How bad it is. */
    public enum Severity {
        /** Nothing changes. */
        ERROR,
        /** The catalog goes live. */
        WARNING
    }

    /** One that keeps the catalog from going live. */
    public static Problem error(String file, int line, String message) {
        return new Problem(Severity.ERROR, file, line, message);
    }

    /** One that does not. */
    public static Problem warning(String file, int line, String message) {
        return new Problem(Severity.WARNING, file, line, message);
    }

    /** {@code file:line: message}, or {@code file: message}. */
    @Override
    public String toString() {
        return line > 0 ? file + ":" + line + ": " + message : file + ": " + message;
    }
}
