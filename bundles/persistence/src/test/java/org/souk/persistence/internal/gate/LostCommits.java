package org.souk.persistence.internal.gate;

/** A database whose first commits never get through, which nobody is told: each work is done again, not knowing that. */
public final class LostCommits implements Transactions {
    private final Transactions database;

    public LostCommits(Transactions database) {
        this.database = database;
    }

    @Override
    public <T> T run(Task task, Work<T> work) {
        database.run(task, unit -> {
            T result = work.in(unit);
            unit.undo();
            return result;
        });
        return database.run(task, unit -> {
            Unit again = unit.again();
            T result = work.in(again);
            again.flush();
            if (again.undone()) {
                unit.undo();
            }
            return result;
        });
    }
}
