package org.souk.persistence.internal.transaction;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.openjpa.util.ExceptionInfo;
import org.jspecify.annotations.Nullable;

/** Classifies a failure of the database by its SQLSTATE, to decide whether a transaction runs again. */
public enum Failure {
    /** Another transaction was in the way: run this one again. */
    CONFLICT,
    /** The database does not answer, or refuses the connection. */
    UNAVAILABLE,
    /** Running the transaction again would fail as well. */
    PERMANENT;

    // 23505: another transaction inserted the row first; 57014, 55P03, 40XL*: a lock wait timed out
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01", "40XL1", "40XL2", "23505", "55P03", "57014");
    private static final Set<String> LOSSES = Set.of("57P01", "57P02", "57P03", "53300", "25P03", "58009", "45000");

    /** Searches the causes, the next exceptions and those that OpenJPA nests for an SQLSTATE that decides. */
    public static Failure of(Throwable thrown) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> left = new ArrayDeque<>();
        left.add(thrown);
        while (!left.isEmpty()) {
            Throwable next = left.remove();
            if (seen.add(next)) {
                Failure failure = next instanceof SQLException e ? ofState(e) : PERMANENT;
                if (failure != PERMANENT) {
                    return failure;
                }
                inside(next, left);
            }
        }
        return PERMANENT;
    }

    private static Failure ofState(SQLException e) {
        String state = e.getSQLState();
        if (state != null && CONFLICTS.contains(state)) {
            return CONFLICT;
        }
        boolean lost = e instanceof SQLTransientConnectionException
                || e instanceof SQLNonTransientConnectionException
                || (state != null && (state.startsWith("08") || state.startsWith("XJ0") || LOSSES.contains(state)));
        return lost ? UNAVAILABLE : PERMANENT;
    }

    private static void inside(Throwable thrown, Deque<Throwable> left) {
        add(left, thrown.getCause());
        if (thrown instanceof SQLException e) {
            add(left, e.getNextException());
        }
        if (thrown instanceof ExceptionInfo info) {
            Throwable[] nested = info.getNestedThrowables();
            if (nested != null) {
                left.addAll(Arrays.stream(nested).filter(t -> t != null).toList());
            }
        }
    }

    private static void add(Deque<Throwable> left, @Nullable Throwable thrown) {
        if (thrown != null) {
            left.add(thrown);
        }
    }
}
