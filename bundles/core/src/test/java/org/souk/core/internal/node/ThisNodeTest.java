package org.souk.core.internal.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.souk.api.catalog.CatalogId;
import org.souk.api.database.DatabaseUnavailableException;
import org.souk.api.node.Peer;
import org.souk.api.node.Role;
import org.souk.core.internal.background.TaskScheduler;
import org.souk.core.internal.fake.MemoryDatabase;

final class ThisNodeTest {
    private final MemoryDatabase database = new MemoryDatabase();
    private final TaskScheduler idle = new TaskScheduler();

    @BeforeEach
    void stop() {
        idle.close();
    }

    @ParameterizedTest
    @CsvSource({"all, ALL", "' Checkout ', CHECKOUT", "browse, BROWSE", "'', ALL", "shop, BROWSE"})
    void readsItsRole(String text, Role role) {
        assertThat(ThisNodes.node(text, "", database, idle).role()).isEqualTo(role);
    }

    @Test
    void isCalledByItsHostAndPortUnlessItHasAName() {
        assertThat(ThisNodes.node("", "all", "", database, idle).name()).matches("[^:]+:8181");
        assertThat(ThisNodes.node(" a b\n", "all", "", database, idle).name()).isEqualTo("a-b");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "https://pay.example.com, https://pay.example.com",
                "' https://{catalog}.pay.example.com/checkout ', https://tack.pay.example.com/checkout",
                "pay.example.com, null",
                "ftp://pay.example.com, null",
                "https://, null",
                "https://pay example, null",
                "'', null"
            })
    void sendsEachShopsShoppersToItsOwnAddress(String configured, String url) {
        assertThat(ThisNodes.node("browse", configured, database, idle)
                        .checkoutUrl(new CatalogId("tack"))
                        .map(Object::toString)
                        .orElse(null))
                .isEqualTo(url);
    }

    @Test
    void tellsTheOthersAndFetchesItsSecrets() {
        ThisNode node = ThisNodes.node("all", "", database, idle);
        assertThat(node.secret(ThisNode.FORM_TOKEN)).isEmpty();
        assertThat(node.secret("other")).isEmpty();

        node.reportAndReadSecrets();

        assertThat(database.seen).containsExactly("node-1 ALL 1.2");
        assertThat(node.secret(ThisNode.FORM_TOKEN)).isPresent();
        assertThat(node.secret("other")).isPresent();
        node.secret("other").orElseThrow()[0]++;
        assertThat(node.secret("other").orElseThrow())
                .isEqualTo(database.nodes().secret("other"));
    }

    @Test
    void aSecretOutlivesTheDatabase() {
        ThisNode node = ThisNodes.node("all", "", database, idle);
        byte[] secret = node.secretNow(ThisNode.ORDER_TOKEN);
        database.away = true;

        assertThat(node.secretNow(ThisNode.ORDER_TOKEN)).isEqualTo(secret);
        assertThatThrownBy(() -> node.secretNow("new")).isInstanceOf(DatabaseUnavailableException.class);
    }

    @Test
    void peersAreSorted() {
        assertThat(ThisNodes.node("all", "", database, idle).peers())
                .extracting(Peer::name)
                .containsExactly("a", "b");
    }
}
