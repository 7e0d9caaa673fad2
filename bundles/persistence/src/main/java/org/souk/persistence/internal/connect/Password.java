package org.souk.persistence.internal.connect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.souk.common.database.DatabaseConfig;

/**
 * The password: the one that is set, or what a file says whenever it is asked, since the server may make that file later.
 *
 * @param set may be empty
 * @param file that is read then; may be absent
 */
record Password(String set, Path file) {
    static Password of(String set) {
        Path base = Path.of(System.getProperty("karaf.base", "."));
        Path etc = base.resolve(System.getProperty("karaf.etc", "etc"));
        return new Password(set, etc.resolve(DatabaseConfig.PASSWORD_FILE));
    }

    /** Empty if there is none. */
    String value() throws IOException {
        if (!set.isEmpty() || !Files.exists(file)) {
            return set;
        }
        return Files.readString(file).strip();
    }

    /** Does not tell it. */
    @Override
    public String toString() {
        return "Password[…]";
    }
}
