package org.souk.persistence.internal.connection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.souk.common.database.DatabaseConfig;

/**
 * The password of the database: the configured one, or the content of a file. The file is read each time, since the server may create it later.
 *
 * @param set configured; empty to use the file
 * @param file may be absent
 */
record Password(String set, Path file) {
    static Password of(String set) {
        Path base = Path.of(System.getProperty("karaf.base", "."));
        Path etc = base.resolve(System.getProperty("karaf.etc", "etc"));
        return new Password(set, etc.resolve(DatabaseConfig.PASSWORD_FILE));
    }

    /** The current password; empty if there is none. */
    String value() throws IOException {
        if (!set.isEmpty() || !Files.exists(file)) {
            return set;
        }
        return Files.readString(file).strip();
    }

    /** Hides the password. */
    @Override
    public String toString() {
        return "Password[…]";
    }
}
