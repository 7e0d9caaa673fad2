package org.souk.deployer.internal.problem;

import java.util.ArrayList;
import java.util.List;
import org.souk.api.catalog.Problem;

/**
 * Collects all problems of a catalog, so that a merchant can correct them at once. Keeps 1,000 errors and 1,000 warnings; counts the rest.
 */
public final class Problems {
    private static final int KEPT = 1000;

    private final boolean ofServed;
    private final List<Problem> errors = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();
    private int moreErrors;
    private int moreWarnings;

    /** For a new version. */
    public Problems() {
        this(false);
    }

    private Problems(boolean ofServed) {
        this.ofServed = ofServed;
    }

    /** For a version that was served before: {@link #errorUnlessServed} adds warnings only, so that it can be served again. */
    public static Problems ofServed() {
        return new Problems(true);
    }

    public boolean isOfServed() {
        return ofServed;
    }

    /**
     * Adds an error for a new version, and a warning for one that was served before. For checks that may not have existed yet when that
     * version was accepted.
     *
     * @return whether it prevents deployment
     */
    public boolean errorUnlessServed(String file, long line, String message) {
        if (ofServed) {
            warning(file, line, message);
        } else {
            error(file, line, message);
        }
        return !ofServed;
    }

    /** Adds a problem that prevents deployment. */
    public void error(String file, long line, String message) {
        add(Problem.error(file, (int) line, message));
    }

    /** Adds a problem that does not prevent deployment. */
    public void warning(String file, long line, String message) {
        add(Problem.warning(file, (int) line, message));
    }

    public void addAll(List<Problem> others) {
        others.forEach(this::add);
    }

    /** Adds the problems of another collector, and its counts. */
    public void addAll(Problems others) {
        others.errors.forEach(this::add);
        others.warnings.forEach(this::add);
        moreErrors += others.moreErrors;
        moreWarnings += others.moreWarnings;
    }

    private void add(Problem problem) {
        if (problem.severity() == Problem.Severity.ERROR) {
            if (errors.size() < KEPT) {
                errors.add(problem);
            } else {
                moreErrors++;
            }
        } else if (warnings.size() < KEPT) {
            warnings.add(problem);
        } else {
            moreWarnings++;
        }
    }

    /** The number of all problems, including those not kept. */
    public int count() {
        return errors.size() + moreErrors + warnings.size() + moreWarnings;
    }

    /** Whether an error prevents deployment. */
    public boolean refused() {
        return !errors.isEmpty();
    }

    /** Errors, then warnings, each in the order found. */
    public List<Problem> all() {
        List<Problem> all = new ArrayList<>(errors);
        if (moreErrors > 0) {
            all.add(Problem.error(errors.get(0).file(), 0, "and " + moreErrors + " more errors like these"));
        }
        all.addAll(warnings);
        if (moreWarnings > 0) {
            all.add(Problem.warning(warnings.get(0).file(), 0, "and " + moreWarnings + " more warnings like these"));
        }
        return all;
    }
}
