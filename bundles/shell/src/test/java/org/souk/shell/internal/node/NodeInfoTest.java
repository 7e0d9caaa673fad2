package org.souk.shell.internal.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.souk.api.database.Database;
import org.souk.api.database.DatabaseUnavailableException;
import org.souk.api.node.Node;
import org.souk.api.node.Peer;
import org.souk.api.node.Role;
import org.souk.shell.internal.text.Console;

final class NodeInfoTest {
    private final Console console = new Console(Path.of("."));
    private final NodeInfo info = new NodeInfo();

    @Test
    void tellsOfTheDatabaseAndThePeers() throws Exception {
        info.node = new Here(false);
        info.database = () -> new Database.Status("jdbc:derby://h:1/souk", "Derby", true, 3, "");
        info.json = true;

        assertThat(console.run(info))
                .isEqualTo("[{\"name\":\"here\",\"role\":\"all\",\"version\":\"1\",\"checkoutUrl\":null,"
                        + "\"database\":{\"url\":\"jdbc:derby://h:1/souk\",\"product\":\"Derby\",\"reachable\":true,"
                        + "\"schema\":3,\"detail\":\"\"},\"peers\":[{\"name\":\"here\",\"role\":\"all\","
                        + "\"version\":\"1\",\"seenAt\":\"1970-01-01T00:00:00Z\"}]}]\n");
    }

    @Test
    void worksWhileTheDatabaseIsAway() throws Exception {
        info.node = new Here(true);

        assertThat(console.run(info))
                .contains("reachable  no")
                .contains("nothing connects to a database")
                .contains("cannot be listed while the database is unavailable");
    }

    private record Here(boolean away) implements Node {
        @Override
        public String name() {
            return "here";
        }

        @Override
        public Role role() {
            return Role.ALL;
        }

        @Override
        public String version() {
            return "1";
        }

        @Override
        public Optional<String> checkoutUrl() {
            return Optional.empty();
        }

        @Override
        public Optional<java.net.URI> checkoutUrl(org.souk.api.catalog.CatalogId catalog) {
            return checkoutUrl().map(java.net.URI::create);
        }

        @Override
        public List<Peer> peers() {
            if (away) {
                throw new DatabaseUnavailableException("away");
            }
            return List.of(new Peer("here", Role.ALL, "1", Instant.EPOCH));
        }

        @Override
        public Optional<byte[]> secret(String name) {
            return Optional.empty();
        }
    }
}
