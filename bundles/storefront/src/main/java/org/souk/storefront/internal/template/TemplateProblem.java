package org.souk.storefront.internal.template;

import io.pebbletemplates.pebble.error.PebbleException;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Problem;

/** Says that a template does not compile, or failed while it was rendered. */
public final class TemplateProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final int line;
    private final boolean causedByTemplate;

    TemplateProblem(String file, int line, String message, @Nullable Throwable cause) {
        this(file, line, message, cause, false);
    }

    TemplateProblem(String file, int line, String message, @Nullable Throwable cause, boolean causedByTemplate) {
        super(message, cause);
        this.file = file;
        this.line = line;
        this.causedByTemplate = causedByTemplate;
    }

    /** Takes the innermost position and message of the engine's exception. */
    static TemplateProblem of(String name, Throwable thrown) {
        String file = name;
        int line = 0;
        String message = "it fails";
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof TemplateProblem problem) {
                return problem;
            }
            if (t instanceof BudgetExceeded exceeded) {
                return new TemplateProblem(
                        exceeded.file(file),
                        exceeded.line(),
                        String.valueOf(exceeded.getMessage()),
                        thrown,
                        exceeded.causedByTemplate());
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

    /** Whether the template itself caused its budget to be exceeded, so that the next request should not render it again. */
    public boolean causedByTemplate() {
        return causedByTemplate;
    }

    Problem problem() {
        return Problem.error("pages/" + file, line, getMessage() + "; fix the template or remove it");
    }

    /** {@code pages/home.peb:12: …}. */
    public String location() {
        return "pages/" + file + ":" + line + ": " + getMessage();
    }
}
