package org.souk.persistence.internal.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.souk.itests.Await;
import org.souk.persistence.internal.connect.Crowd;
import org.souk.persistence.internal.connect.MigrationChild;
import org.souk.persistence.internal.connect.TestDatabase;
import org.souk.persistence.internal.sql.Sql;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class MigratorTest {
    private final TestDatabase database;
    private final List<Migration> real;

    MigratorTest(TestDatabase database) {
        this.database = database;
        this.real = database.steps();
    }

    @Test
    void makesTheTablesOnce() throws Exception {
        DataSource empty = database.empty();
        assertThat(migrate(empty, real)).isEqualTo(real.size());
        assertThat(migrate(empty, real)).isEqualTo(real.size());
        assertThat(count(empty, "SELECT COUNT(*) FROM schema_steps")).isEqualTo(real.size());
        assertThat(count(empty, "SELECT COUNT(*) FROM orders")).isZero();
    }

    @Test
    void fourStartersAtOnceTakeEachStepOnce() throws Exception {
        DataSource empty = database.empty();
        List<Migration> many = Steps.many(real);
        assertThat(Crowd.of(4, 4, i -> unchecked(empty, many))).containsOnly(many.size());
        assertThat(count(empty, "SELECT COUNT(*) FROM schema_steps")).isEqualTo(many.size());
        assertThat(count(empty, "SELECT COUNT(*) FROM more_" + many.size() + "_a"))
                .isEqualTo(1);
    }

    @Test
    void whoeverIsKilledInTheMiddleLeavesNothingToClear() throws Exception {
        DataSource empty = withGates();
        List<Migration> many = Steps.gated(real);
        for (int gate = 1; gate <= Steps.GATES; gate++) {
            int before = Steps.gatedAt(real, gate) - 1;
            try (Connection holder = empty.getConnection()) {
                holder.setAutoCommit(false);
                holder.createStatement().execute("LOCK TABLE gate_" + gate + " IN EXCLUSIVE MODE");
                Process child = MigrationChild.start(MigrationChildMain.class, empty);
                Await.until(() -> {
                    assertThat(child.isAlive()).isTrue();
                    return steps(empty) == before;
                });
                child.destroyForcibly().waitFor();
                holder.rollback();
            }
            assertThat(steps(empty)).isEqualTo(before);
        }
        assertThat(time(empty, many)).as("nobody waits for the dead").isLessThan(Duration.ofSeconds(20));
        assertThat(count(empty, "SELECT COUNT(*) FROM schema_steps")).isEqualTo(many.size());
        for (int step = real.size() + 1; step <= many.size(); step++) {
            assertThat(count(empty, "SELECT COUNT(*) FROM more_" + step + "_a")).isEqualTo(1);
            assertThat(count(empty, "SELECT COUNT(*) FROM more_" + step + "_b")).isZero();
        }
    }

    @Test
    void aStepThatFailsIsTakenBackWhole() throws Exception {
        DataSource empty = database.empty();
        Migration wrong = Steps.step(2, 1, "CREATE TABLE half (id INTEGER);\nINSERT INTO nowhere VALUES (1);\n");
        assertThatThrownBy(() -> migrate(empty, List.of(real.get(0), wrong))).isInstanceOf(SQLException.class);
        Migration right = Steps.step(2, 1, "CREATE TABLE half (id INTEGER);\nINSERT INTO half VALUES (1);\n");
        assertThat(migrate(empty, List.of(real.get(0), right))).isEqualTo(2);
        assertThat(count(empty, "SELECT COUNT(*) FROM half")).isEqualTo(1);
    }

    @Test
    void newerTablesAreAcceptedWhenTheySayThatTheyAreCompatible() throws Exception {
        DataSource empty = database.empty();
        Migration compatible = Steps.step(2, 1, "CREATE TABLE newer (id INTEGER);\n");
        migrate(empty, List.of(real.get(0), compatible));
        List<Migration> older = List.of(real.get(0));
        assertThat(migrate(empty, older)).isEqualTo(2);
        Migration incompatible = Steps.step(3, 3, "DROP TABLE newer;\n");
        migrate(empty, List.of(real.get(0), compatible, incompatible));
        assertThatThrownBy(() -> migrate(empty, older))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("step 3")
                .hasMessageContaining("update this container");
    }

    @Test
    void anotherTextOfAStepIsToldApart() throws Exception {
        DataSource empty = database.empty();
        migrate(empty, List.of(real.get(0), Steps.step(2, 1, "CREATE TABLE one (id INTEGER);\n")));
        assertThatThrownBy(() ->
                        migrate(empty, List.of(real.get(0), Steps.step(2, 1, "CREATE TABLE two (id INTEGER);\n"))))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("002-more.sql");
    }

    private DataSource withGates() throws SQLException {
        DataSource empty = database.empty();
        for (int gate = 1; gate <= Steps.GATES; gate++) {
            execute(empty, "CREATE TABLE gate_" + gate + " (id INTEGER)");
        }
        return empty;
    }

    private Duration time(DataSource source, List<Migration> steps) throws Exception {
        long begin = System.nanoTime();
        assertThat(migrate(source, steps)).isEqualTo(steps.size());
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private int migrate(DataSource source, List<Migration> steps) throws Exception {
        Migrator migrator = database.migrator(source, steps);
        OptionalInt last = migrator.look();
        return last.isPresent() ? last.getAsInt() : migrator.migrate();
    }

    private int unchecked(DataSource source, List<Migration> steps) {
        try {
            return migrate(source, steps);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static int count(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return new Sql(connection).first(sql, row -> row.getInt(1)).orElseThrow();
        }
    }

    private static void execute(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** How many were taken; 0 before the first. */
    private static int steps(DataSource source) {
        try {
            return count(source, "SELECT COUNT(*) FROM schema_steps");
        } catch (SQLException e) {
            return 0;
        }
    }
}
