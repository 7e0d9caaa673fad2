package org.souk.persistence.internal.connection;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.souk.persistence.internal.migration.Migration;

/** A database's address on its way to a child process, which migrates it. */
public final class MigrationChild {
    private MigrationChild() {}

    public static Process start(Class<?> main, DataSource source) throws IOException {
        UnpooledDataSource direct = (UnpooledDataSource) source;
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        main.getName(),
                        direct.url().value(),
                        direct.user(),
                        "p" + direct.password().value())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    public static DataSource source(String... arguments) {
        return TestDatabase.direct(arguments[0], arguments[1], arguments[2].substring(1));
    }

    public static TestDatabase of(DataSource source) {
        return ((UnpooledDataSource) source).url().dialect() == Dialect.DERBY
                ? TestDatabase.DERBY
                : TestDatabase.POSTGRES;
    }

    public static List<Migration> known(DataSource source) {
        return of(source).steps();
    }
}
