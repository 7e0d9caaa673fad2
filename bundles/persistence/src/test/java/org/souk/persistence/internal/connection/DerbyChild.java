package org.souk.persistence.internal.connection;

import java.lang.annotation.Annotation;
import org.apache.felix.hc.api.Result;
import org.souk.common.database.DatabaseConfig;
import org.souk.derby.server.internal.DatabaseServer;
import org.souk.itests.Await;

/** The database server as a container runs it, in a separate process that can be frozen and killed. Ends with its standard input. */
public final class DerbyChild {
    private DerbyChild() {}

    /** Port and password. */
    public static void main(String[] args) throws Exception {
        DatabaseServer server = new DatabaseServer(new Settings(Integer.parseInt(args[0]), args[1]));
        Await.until(() -> server.execute().getStatus() == Result.Status.OK);
        System.out.println("READY");
        while (System.in.read() >= 0) {
            // the parent lives
        }
        Runtime.getRuntime().halt(0);
    }

    @SuppressWarnings("all")
    private record Settings(int port, String password) implements DatabaseConfig {
        @Override
        public String server() {
            return "only";
        }

        @Override
        public String host() {
            return "127.0.0.1";
        }

        @Override
        public String user() {
            return "souk";
        }

        @Override
        public int spareMegabytes() {
            return 0;
        }

        @Override
        public String url() {
            return "";
        }

        @Override
        public int threads() {
            return 10;
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return DatabaseConfig.class;
        }
    }
}
