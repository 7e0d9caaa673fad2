package org.souk.persistence.internal.transaction;

/** A database whose first answers to commits get lost: each work is done again, not knowing whether it was committed. */
public final class LostAnswers implements Transactions {
    private final Transactions database;
    private final boolean committed;

    /** Whose commits get through. */
    public LostAnswers(Transactions database) {
        this(database, true);
    }

    /** @param committed whether they get through */
    public LostAnswers(Transactions database, boolean committed) {
        this.database = database;
        this.committed = committed;
    }

    @Override
    public <T> T run(DatabaseCall task, TransactionWork<T> work) {
        database.run(task, unit -> {
            T result = work.execute(unit);
            if (!committed) {
                unit.setRollbackOnly();
            }
            return result;
        });
        return database.run(task, unit -> {
            UnitOfWork again = unit.asRetry();
            T result = work.execute(again);
            again.flush();
            if (again.isRollbackOnly()) {
                unit.setRollbackOnly();
            }
            return result;
        });
    }
}
