package org.souk.derby.server.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.souk.api.health.Health;

class DatabaseServerTest {
    private record Settings(String server) implements DatabaseServer.Config {
        @Override
        public String host() {
            return "127.0.0.1";
        }

        @Override
        public int port() {
            return 1527;
        }

        @Override
        public String user() {
            return "souk";
        }

        @Override
        public String password() {
            return "p";
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return DatabaseServer.Config.class;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void saysWhyItDoesNotStartAndTriesAgain(boolean linkage) throws Exception {
        CountDownLatch tries = new CountDownLatch(2);
        DatabaseServer server = new DatabaseServer(new Settings("embedded"), settings -> {
            tries.countDown();
            if (linkage) {
                throw new NoClassDefFoundError("org/apache/derby/Gone");
            }
            throw new java.sql.SQLException("the disk is full");
        });

        assertThat(tries.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(server.check().status()).isEqualTo(Health.Status.DOWN);
        assertThat(server.check().detail()).contains(linkage ? "org/apache/derby/Gone" : "the disk is full");
        server.stop();
    }

    @Test
    @Timeout(60)
    void isWellAgainWhenWhatWasDoneAloneMadeItRun(@TempDir Path folder) throws Exception {
        DatabaseServer server = new DatabaseServer(new Settings("embedded"), settings -> {
            throw new java.sql.SQLException("it is damaged");
        });
        while (server.check().status() != Health.Status.DOWN) {
            Thread.onSpinWait();
        }
        DerbySettings settings = CopiesTest.settings(folder);
        String done = server.alone("a copy is being put in its place", (running, here, start) -> {
            assertThat(running).isNull();
            assertThat(server.check().status()).isEqualTo(Health.Status.DEGRADED);
            return new DatabaseServer.Done<>(DerbyServer.start(settings), "done");
        });
        assertThat(done).isEqualTo("done");
        assertThat(server.check().status()).isEqualTo(Health.Status.UP);
        server.stop();
    }

    @Test
    void isFineWhereItIsNotRun() throws Exception {
        DatabaseServer server = new DatabaseServer(new Settings("none"), settings -> {
            throw new AssertionError("it was started");
        });

        assertThat(server.check().status()).isEqualTo(Health.Status.UP);
        server.stop();
    }
}
