package org.souk.persistence.internal.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.souk.persistence.internal.sql.Sql;

/** The steps of the schema that a database records as applied. */
final class AppliedSteps {
    private static final Set<String> NO_SUCH_TABLE = Set.of("42X05", "42P01", "42Y07", "3F000");
    private static final Set<String> TABLE_EXISTS = Set.of("X0Y32", "42P07", "23505");

    private record Step(int number, String name, String sha256, int compatibleFrom) {}

    private final TreeMap<Integer, Step> steps;

    private AppliedSteps(List<Step> list) {
        steps = new TreeMap<>();
        list.forEach(step -> steps.put(step.number(), step));
    }

    static AppliedSteps read(Connection connection) throws SQLException {
        try {
            return new AppliedSteps(new Sql(connection)
                    .all(
                            "SELECT step, name, sha256, compatible_from FROM schema_steps",
                            row -> new Step(row.getInt(1), row.getString(2), row.getString(3), row.getInt(4))));
        } catch (SQLException e) {
            if (NO_SUCH_TABLE.contains(e.getSQLState())) {
                return new AppliedSteps(List.of());
            }
            throw e;
        }
    }

    /** Creates the table of applied steps if it is absent. */
    static void createTable(Connection connection) throws SQLException {
        createIfAbsent(
                connection,
                "CREATE TABLE schema_steps (step INTEGER NOT NULL PRIMARY KEY, name VARCHAR(200) NOT NULL,"
                        + " sha256 CHAR(64) NOT NULL, compatible_from INTEGER NOT NULL, applied_at BIGINT NOT NULL)");
    }

    /** Runs a statement that creates something, unless it exists already. */
    static void createIfAbsent(Connection connection, String sql) throws SQLException {
        try {
            new Sql(connection).update(sql);
        } catch (SQLException e) {
            if (!TABLE_EXISTS.contains(e.getSQLState())) {
                throw e;
            }
        }
    }

    static void add(Connection connection, Migration migration) throws SQLException {
        new Sql(connection)
                .update(
                        "INSERT INTO schema_steps (step, name, sha256, compatible_from, applied_at)"
                                + " VALUES (?, ?, ?, ?, souk_millis())",
                        migration.number(),
                        migration.name(),
                        migration.sha256(),
                        migration.compatibleFrom());
    }

    boolean has(Migration migration) {
        return steps.containsKey(migration.number());
    }

    int last() {
        return steps.isEmpty() ? 0 : steps.lastKey();
    }

    /**
     * Compares the applied steps with those that this container knows.
     *
     * @throws SchemaException if this container must not use the database
     */
    void check(List<Migration> known) throws SchemaException {
        for (Migration migration : known) {
            Step step = steps.get(migration.number());
            if (step != null && !step.sha256().equals(migration.sha256())) {
                throw new SchemaException("another build made the database: its step " + step.number() + ", "
                        + step.name() + ", is not this container's " + migration.name()
                        + "; use an empty database, or run the build that made this one");
            }
        }
        int newest = known.isEmpty() ? 0 : known.get(known.size() - 1).number();
        for (Map.Entry<Integer, Step> newer : steps.tailMap(newest, false).entrySet()) {
            if (newer.getValue().compatibleFrom() > newest) {
                throw new SchemaException("the database has tables of step " + newer.getKey()
                        + ", which need a container that knows step "
                        + newer.getValue().compatibleFrom() + " at least; this one knows " + newest
                        + ": update this container");
            }
        }
    }
}
