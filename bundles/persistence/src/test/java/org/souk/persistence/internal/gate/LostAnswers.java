package org.souk.persistence.internal.gate;

/** A database whose commits get through, and whose first answer to them never does: each work is done again, not knowing that. */
public final class LostAnswers implements Transactions {
    private final Transactions database;

    public LostAnswers(Transactions database) {
        this.database = database;
    }

    @Override
    public <T> T run(Task task, Work<T> work) {
        database.run(task, work);
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
