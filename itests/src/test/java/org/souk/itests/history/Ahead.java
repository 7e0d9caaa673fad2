package org.souk.itests.history;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** A clock that is two hours ahead. Derby runs it: the class is brought into the database. */
public final class Ahead {
    static final long MILLIS = 2 * 60 * 60 * 1000;

    private static final String CLASS_PATH = "derby.database.classpath";
    private static final String JAR = "SOUK.AHEAD";

    private Ahead() {}

    /** Milliseconds since 1970, two hours from now. */
    public static long millis() {
        return System.currentTimeMillis() + MILLIS;
    }

    /** So that functions of that database can be ours; nothing where that was done before. */
    static void install(Connection connection, Path jar) throws SQLException {
        try {
            call(connection, "SQLJ.INSTALL_JAR(?, ?, 0)", pack(jar).toUri().toString(), JAR);
        } catch (SQLException e) {
            // 38000 around what the procedure says: the jar is there
            if (!String.valueOf(e.getMessage()).contains("already exists")) {
                throw e;
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        // each call locks the class loader exclusively, even if the value is the same, and can time out
        if (!isOnClassPath(connection)) {
            call(connection, "SYSCS_UTIL.SYSCS_SET_DATABASE_PROPERTY(?, ?)", CLASS_PATH, JAR);
        }
    }

    private static boolean isOnClassPath(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("VALUES SYSCS_UTIL.SYSCS_GET_DATABASE_PROPERTY('" + CLASS_PATH + "')")) {
            return rows.next() && JAR.equals(rows.getString(1));
        }
    }

    private static Path pack(Path jar) throws IOException {
        String name = Ahead.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                InputStream code = Ahead.class.getResourceAsStream("/" + name)) {
            out.putNextEntry(new JarEntry(name));
            code.transferTo(out);
            return jar;
        }
    }

    private static void call(Connection connection, String procedure, String... values) throws SQLException {
        try (CallableStatement statement = connection.prepareCall("CALL " + procedure)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.execute();
        }
    }
}
