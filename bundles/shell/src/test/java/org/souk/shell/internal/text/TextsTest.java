package org.souk.shell.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.souk.api.node.Role;

final class TextsTest {
    @Test
    void isOneLineThatMovesNoCursor() {
        assertThat(Texts.of("a\u001b[2Jb\nc")).isEqualTo("a?[2Jb?c");
        assertThat(Texts.of(null)).isEmpty();
        assertThat(Texts.of(List.of("a", "b"))).isEqualTo("a, b");
        assertThat(Texts.of(Role.CHECKOUT)).isEqualTo("checkout");
        assertThat(Texts.of(Instant.parse("2026-11-23T10:00:00.9Z"))).isEqualTo("2026-11-23T10:00:00Z");
    }
}
