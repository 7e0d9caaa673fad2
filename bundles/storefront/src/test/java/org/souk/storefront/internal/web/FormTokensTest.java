package org.souk.storefront.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.souk.api.host.Authority;
import org.souk.api.session.SessionToken;
import org.souk.storefront.internal.testing.FakeNode;
import org.souk.storefront.internal.testing.SampleShop;

class FormTokensTest {
    private static final SessionToken ONE = new SessionToken("abcdefghijklmnopqrstuvwxyz012345");
    private static final SessionToken OTHER = new SessionToken("ABCDEFGHIJKLMNOPQRSTUVWXYZ012345");
    private static final Instant NOW = Instant.parse("2026-11-23T15:00:00Z");

    private final FakeNode node = node();
    private final FormTokens tokens = at(Duration.ZERO);

    @Test
    void fitsItsOwnSession() {
        String token = tokens.create(exchange(ONE, ""));
        assertThat(tokens.isValid(exchange(ONE, ""), token)).isTrue();
        assertThat(tokens.isValid(exchange(OTHER, ""), token)).isFalse();
        assertThat(tokens.isValid(exchange(OTHER, "same-origin"), token)).isFalse();
        assertThat(tokens.isValid(exchange(null, ""), token)).isFalse();
    }

    @Test
    void ofNobodyFitsTheFirstFormOfASession() {
        String token = tokens.create(exchange(null, ""));
        assertThat(tokens.isValid(exchange(null, ""), token)).isTrue();
        assertThat(tokens.isValid(exchange(ONE, "same-origin"), token)).isTrue();
        assertThat(tokens.isValid(exchange(ONE, ""), token)).isFalse();
        assertThat(tokens.isValid(exchange(ONE, "cross-site"), token)).isFalse();
    }

    @Test
    void endsAfterADay() {
        node.secret = new byte[32];
        String token = tokens.create(exchange(ONE, ""));
        assertThat(at(Duration.ofHours(24)).isValid(exchange(ONE, ""), token)).isTrue();
        assertThat(at(Duration.ofHours(25)).isValid(exchange(ONE, ""), token)).isFalse();
    }

    @Test
    void isGoodAtAnotherContainer() {
        String own = tokens.create(exchange(ONE, ""));
        assertThat(at(Duration.ZERO).isValid(exchange(ONE, ""), own)).isFalse();
        node.secret = new byte[32];
        String shared = tokens.create(exchange(ONE, ""));
        assertThat(at(Duration.ZERO).isValid(exchange(ONE, ""), shared)).isTrue();
        assertThat(tokens.isValid(exchange(ONE, ""), own)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "!!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void refusesWhatIsNone(String token) {
        assertThat(tokens.isValid(exchange(ONE, ""), token)).isFalse();
    }

    private FormTokens at(Duration later) {
        return new FormTokens(node, Clock.fixed(NOW.plus(later), ZoneOffset.UTC));
    }

    private static Exchange exchange(SessionToken session, String site) {
        Headers headers = site.isEmpty() ? Headers.NONE : new Headers(Map.of("Sec-Fetch-Site", List.of(site)));
        return new Exchange(
                SampleShop.live(),
                new RequestHost(Authority.parse("tack.localhost:8181"), false, null, null),
                "POST",
                "/cart",
                Form.EMPTY,
                headers,
                Body.NONE,
                Optional.ofNullable(session),
                Map.of());
    }

    /** A container that has not got the shared key yet. */
    private static FakeNode node() {
        FakeNode node = new FakeNode();
        node.secret = null;
        return node;
    }
}
