package org.souk.storefront.internal.template;

import io.pebbletemplates.pebble.error.PebbleException;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Problem;

/** A template that cannot be compiled, or failed. */
public final class TemplateProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final int line;

    TemplateProblem(String file, int line, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.file = file;
        this.line = line;
    }

    /** From what the engine threw: the innermost place, the most telling words. */
    static TemplateProblem of(String name, Throwable thrown) {
        String file = name;
        int line = 0;
        String message = "it fails";
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof TemplateProblem problem) {
                return problem;
            }
            if (t instanceof PebbleException pebble) {
                message = pebble.getPebbleMessage();
                if (pebble.getLineNumber() != null && pebble.getFileName() != null) {
                    file = pebble.getFileName();
                    line = pebble.getLineNumber();
                }
            } else if (t.getMessage() != null) {
                message = t.getMessage();
            }
        }
        return new TemplateProblem(file, line, message, thrown);
    }

    /** As a merchant reads it. */
    Problem problem() {
        return Problem.error("pages/" + file, line, getMessage() + "; mend the template or take it out");
    }

    /** {@code pages/home.peb:12: …}. */
    public String place() {
        return "pages/" + file + ":" + line + ": " + getMessage();
    }
}
