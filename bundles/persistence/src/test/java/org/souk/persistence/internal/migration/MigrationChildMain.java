package org.souk.persistence.internal.migration;

import javax.sql.DataSource;
import org.souk.persistence.internal.connection.MigrationChild;

/** Migrates and is killed while it does. */
final class MigrationChildMain {
    private MigrationChildMain() {}

    public static void main(String[] args) throws Exception {
        DataSource source = MigrationChild.source(args);
        MigrationChild.of(source)
                .migrator(source, Steps.gated(MigrationChild.known(source)))
                .migrate();
    }
}
