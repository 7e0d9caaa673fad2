package org.souk.admin.internal.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AdminHostsTest {
    private final AdminHosts hosts = new AdminHosts(List.of("ops.example.org, Admin.Example", ""));

    @ParameterizedTest
    @CsvSource({
        "localhost, OURS",
        "localhost:8182, OURS",
        "LOCALHOST.:8182, OURS",
        "admin.localhost, OURS",
        "127.0.0.1:8182, OURS",
        "10.0.0.5, OURS",
        "[::1]:8182, OURS",
        "ops.example.org:443, OURS",
        "admin.example, OURS",
        "evil.example, FOREIGN",
        "localhost.evil.example, FOREIGN",
        "evillocalhost, FOREIGN",
        "ops.example.org.evil.example, FOREIGN",
        "a@b, MALFORMED",
        "::1, MALFORMED",
        "'', MALFORMED",
        "localhost:0, MALFORMED",
    })
    void tellsWhoseNameItIs(String header, AdminHosts.Verdict verdict) {
        assertThat(hosts.verdict(List.of(header))).isEqualTo(verdict);
    }

    @Test
    void exactlyOneHeaderIsNeeded() {
        assertThat(hosts.verdict(List.of())).isEqualTo(AdminHosts.Verdict.MALFORMED);
        assertThat(hosts.verdict(List.of("localhost", "localhost"))).isEqualTo(AdminHosts.Verdict.MALFORMED);
    }

    @Test
    void aConfiguredNameMustBeOne() {
        assertThatThrownBy(() -> new AdminHosts(List.of("a_b"))).isInstanceOf(IllegalArgumentException.class);
    }
}
