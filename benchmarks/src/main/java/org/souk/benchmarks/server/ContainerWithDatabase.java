package org.souk.benchmarks.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A container and its database. The program to compare with uses the same database server, settings and tables. Each commit is on disk
 * before it returns.
 *
 * @param arguments database arguments of {@link PlainJdbcShop}
 */
public record ContainerWithDatabase(
        MeasuredContainer server, @Nullable EmbeddedPostgres postgres, String... arguments) implements AutoCloseable {
    private static final String HEAP = "512m";

    /** Derby in the container, as it comes. */
    public static ContainerWithDatabase derby() {
        MeasuredContainer server = MeasuredContainer.start("orders-derby", HEAP);
        String url = "jdbc:derby://127.0.0.1:" + server.container().port("DB") + "/souk";
        return new ContainerWithDatabase(
                server, null, url, "souk", server.container().databasePassword());
    }

    /** PostgreSQL beside the container. */
    public static ContainerWithDatabase postgresql() throws IOException {
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(postgres)));
        String url = "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
        Map<String, String> settings = new HashMap<>();
        settings.put("SOUK_HEAP", HEAP);
        settings.put("SOUK_DB_SERVER", "none");
        settings.put("SOUK_DB_URL", url);
        settings.put("SOUK_DB_USER", "postgres");
        settings.put("SOUK_DB_PASSWORD", "postgres");
        return new ContainerWithDatabase(
                MeasuredContainer.start("orders-postgresql", settings), postgres, url, "postgres", "postgres");
    }

    @Override
    public void close() {
        server.close();
        if (postgres != null) {
            close(postgres);
        }
    }

    private static void close(EmbeddedPostgres postgres) {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
