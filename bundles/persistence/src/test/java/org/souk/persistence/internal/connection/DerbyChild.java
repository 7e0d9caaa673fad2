package org.souk.persistence.internal.connection;

import java.util.Map;
import org.apache.felix.hc.api.Result;
import org.souk.common.database.DatabaseConfig;
import org.souk.derby.server.internal.DatabaseServer;
import org.souk.itests.Await;
import org.souk.itests.Stubs;

/** The database server as a container runs it, in a separate process that can be frozen and killed. Ends with its standard input. */
public final class DerbyChild {
    private DerbyChild() {}

    /** Port and password. */
    public static void main(String[] args) throws Exception {
        DatabaseServer server = new DatabaseServer(Stubs.settings(
                DatabaseConfig.class,
                Map.of("server", "only", "port", Integer.valueOf(args[0]), "password", args[1], "spareMegabytes", 0)));
        Await.until(() -> server.execute().getStatus() == Result.Status.OK);
        System.out.println("READY");
        while (System.in.read() >= 0) {
            // the parent lives
        }
        Runtime.getRuntime().halt(0);
    }
}
