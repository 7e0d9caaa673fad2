package org.souk.persistence.internal.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.souk.api.node.Peer;
import org.souk.api.node.Role;
import org.souk.api.store.NodeStore;
import org.souk.itests.Await;
import org.souk.persistence.internal.connect.Crowd;
import org.souk.persistence.internal.connect.TestDatabase;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class NodeStoreTest {
    private final NodeStore nodes;
    private final NodeStore otherContainer;

    NodeStoreTest(TestDatabase database) {
        nodes = new SqlNodeStore(database.shared());
        otherContainer = new SqlNodeStore(database.second());
    }

    @Test
    void containersSeeEachOtherForAWhile() {
        String name = "node-" + UUID.randomUUID();
        nodes.seen(name, Role.ALL, "0.1.0");
        nodes.seen(name, Role.CHECKOUT, "0.2.0");
        List<Peer> peers = otherContainer.peers(Duration.ofMinutes(1));
        assertThat(peers)
                .filteredOn(peer -> peer.name().equals(name))
                .singleElement()
                .satisfies(peer -> {
                    assertThat(peer.role()).isEqualTo(Role.CHECKOUT);
                    assertThat(peer.version()).isEqualTo("0.2.0");
                });
        Await.until(() -> nodes.peers(Duration.ofMillis(50)).stream()
                .noneMatch(peer -> peer.name().equals(name)));
    }

    @Test
    void aSecretIsMadeOnceByWhoeverAsksFirst() {
        String name = UUID.randomUUID().toString();
        List<String> secrets =
                Crowd.of(8, 16, i -> HexFormat.of().formatHex((i % 2 == 0 ? nodes : otherContainer).secret(name)));
        assertThat(secrets.stream().distinct()).singleElement().satisfies(hex -> assertThat(hex)
                .hasSize(64));
        assertThat(nodes.secret("other " + name.substring(0, 20))).isNotEqualTo(nodes.secret(name));
        assertThatThrownBy(() -> nodes.secret("x".repeat(65))).isInstanceOf(IllegalArgumentException.class);
    }
}
