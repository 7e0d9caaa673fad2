package org.souk.deployer.internal.problem;

import java.util.ArrayList;
import java.util.List;
import org.souk.api.catalog.Problem;

/** Collects what is wrong, so that a merchant mends everything at once. Keeps so many of each kind, and counts the rest. */
public final class Problems {
    private static final int KEPT = 1000;

    private final List<Problem> errors = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();
    private int moreErrors;
    private int moreWarnings;

    /** Adds one that keeps the catalog from going live. */
    public void error(String file, long line, String message) {
        add(Problem.error(file, (int) line, message));
    }

    /** Adds one that does not. */
    public void warning(String file, long line, String message) {
        add(Problem.warning(file, (int) line, message));
    }

    /** Adds those of another collector or of a part. */
    public void addAll(List<Problem> others) {
        others.forEach(this::add);
    }

    /** Adds those of another collector, counted ones too. */
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

    /** How many were told. */
    public int count() {
        return errors.size() + moreErrors + warnings.size() + moreWarnings;
    }

    /** Whether the catalog must not go live. */
    public boolean refused() {
        return !errors.isEmpty();
    }

    /** Errors first, each kind in the order it was found. */
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
