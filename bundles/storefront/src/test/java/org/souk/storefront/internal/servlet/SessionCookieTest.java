package org.souk.storefront.internal.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.souk.api.session.SessionToken;
import org.souk.storefront.internal.web.Headers;

class SessionCookieTest {
    private static final String TOKEN = "abcdefghijklmnopqrstuvwxyz012345";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "souk=" + TOKEN + "|false|true",
                "a=b; souk=" + TOKEN + " ; c=d|false|true",
                "__Host-souk=" + TOKEN + "|true|true",
                "souk=" + TOKEN + "; __Host-souk=ABCDEFGHIJKLMNOPQRSTUVWXYZ012345|true|true",
                "__Host-souk=" + TOKEN + "|false|false",
                "souk=" + TOKEN + "|true|false",
                "souk=" + TOKEN + "; souk=" + TOKEN + "|false|false",
                "souk=short|false|false",
                "Souk=" + TOKEN + "|false|false",
                "xsouk=" + TOKEN + "|false|false",
                "souk=|false|false",
                ";;=;|false|false"
            })
    void readsOneOfItsName(String cookie, boolean secure, boolean found) {
        Headers headers = new Headers(Map.of("cookie", List.of(cookie)));
        assertThat(SessionCookie.read(headers, secure).isPresent()).isEqualTo(found);
    }

    @Test
    void countsCookiesOfAllFields() {
        Headers headers = new Headers(Map.of("Cookie", List.of("souk=" + TOKEN, "souk=" + TOKEN)));
        assertThat(SessionCookie.read(headers, false)).isEmpty();
    }

    @Test
    void saysWhatTheContractSays() {
        SessionToken token = new SessionToken(TOKEN);
        assertThat(SessionCookie.write(token, false, Duration.ofDays(30)))
                .isEqualTo("souk=" + TOKEN + "; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax");
        assertThat(SessionCookie.write(token, true, Duration.ofDays(1)))
                .isEqualTo("__Host-souk=" + TOKEN + "; Path=/; Max-Age=86400; HttpOnly; SameSite=Lax; Secure");
    }
}
