package org.souk.persistence.internal.transaction;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.openjpa.util.ExceptionInfo;

/** A database, and how many calls it ended because they waited in a circle. */
public final class Circles implements Transactions {
    /** Both databases say one of these of a circle, and of nothing else that these tests do. */
    private static final Set<String> CIRCLE = Set.of("40001", "40P01");

    private final Transactions database;
    private final AtomicInteger circles = new AtomicInteger();

    public Circles(Transactions database) {
        this.database = database;
    }

    /** So far. */
    public int met() {
        return circles.get();
    }

    @Override
    public <T> T run(DatabaseCall task, TransactionWork<T> work) {
        return database.run(task, unit -> {
            try {
                T result = work.execute(unit);
                if (!unit.isRollbackOnly()) {
                    unit.flush();
                }
                return result;
            } catch (RuntimeException | SQLException e) {
                if (isCircle(e)) {
                    circles.incrementAndGet();
                }
                throw e;
            }
        });
    }

    private static boolean isCircle(Throwable thrown) {
        if (thrown == null) {
            return false;
        }
        boolean here = thrown instanceof SQLException e && CIRCLE.contains(String.valueOf(e.getSQLState()));
        boolean inside = thrown instanceof ExceptionInfo info
                && info.getNestedThrowables() != null
                && Arrays.stream(info.getNestedThrowables()).anyMatch(Circles::isCircle);
        return here || inside || isCircle(thrown.getCause());
    }
}
