package org.souk.storefront.internal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.souk.storefront.internal.testing.FakeRequest;
import org.souk.storefront.internal.web.RequestProblem;

class HostReaderTest {
    private static final HostReader READER =
            new HostReader(TrustedProxies.parse(new String[] {"10.0.0.5, fd00::/8"}, entry -> {}));

    @ParameterizedTest
    @CsvSource({
        "tack.localhost:8181, http://tack.localhost:8181",
        "TACK.localhost, http://tack.localhost",
        "tack.localhost.:80, http://tack.localhost",
        "[::1]:8181, http://[::1]:8181",
        "10.0.0.7, http://10.0.0.7"
    })
    void normalises(String host, String base) {
        assertThat(READER.read(request(host).servlet()).baseUrl()).isEqualTo(base);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a@b",
                "a b",
                "a_b.example",
                "a:b",
                "a:0",
                "a:70000",
                "::1",
                "a..b",
                "a/b",
                "1.2.3",
                "a,b",
                "[::1",
                "a%2e"
            })
    void refusesMalformed(String host) {
        assertMalformed(request(host));
    }

    @Test
    void wantsExactlyOneHost() {
        assertMalformed(new FakeRequest("GET", "/"));
        assertMalformed(request("tack.localhost").header("Host", "tack.localhost"));
    }

    @Test
    void refusesARequestLineThatDisagrees() {
        assertMalformed(request("tack.localhost:8181").line("other.localhost", 8181));
        assertMalformed(request("tack.localhost:8181").line("tack.localhost", 80));
        assertThat(READER.read(request("Tack.localhost:8181")
                                .line("tack.LOCALHOST", 8181)
                                .servlet())
                        .authority()
                        .port())
                .isEqualTo(8181);
        assertThat(READER.read(request("tack.localhost")
                                .line("tack.localhost", 80)
                                .servlet())
                        .authority()
                        .port())
                .isNull();
        assertThat(READER.read(request("[::1]:8181").line("::1", 8181).servlet())
                        .baseUrl())
                .isEqualTo("http://[::1]:8181");
    }

    @Test
    void believesNobodyByDefault() {
        FakeRequest request = request("tack.localhost")
                .header("Forwarded", "host=evil.example;proto=https")
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Host", "evil2.example")
                .header("X-Forwarded-Proto", "https");
        assertThat(READER.read(request.servlet()).baseUrl()).isEqualTo("http://tack.localhost");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "proto=https;host=shop.example|https://shop.example",
                "host=evil.example, for=1.2.3.4;host=\"shop.example:8443\";proto=https|https://shop.example:8443",
                "For=\"[fd00::1]:4711\" ; Proto=HTTPS ; Host=shop.example|https://shop.example",
                "host=evil.example;proto=https, for=1.2.3.4|http://tack.localhost",
                "host=\"[fd00::1]:81\"|http://[fd00::1]:81"
            })
    void takesOfForwardedWhatTheNearestHopAdded(String forwarded, String base) {
        FakeRequest request = proxied().header("Forwarded", forwarded).header("X-Forwarded-Host", "not-this.example");
        assertThat(READER.read(request.servlet()).baseUrl()).isEqualTo(base);
    }

    @Test
    void takesTheLastOfSeveralForwardedFields() {
        FakeRequest request =
                proxied().header("Forwarded", "host=evil.example").header("Forwarded", "host=shop.example");
        assertThat(READER.read(request.servlet()).baseUrl()).isEqualTo("http://shop.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host=\"evil.example, host=shop.example",
                "host",
                "host=a;host=b",
                "host=a b",
                "proto=ftp",
                "host=a@b",
                ",,,",
                "host=a,"
            })
    void refusesAMalformedForwarded(String forwarded) {
        assertMalformed(proxied().header("Forwarded", forwarded));
    }

    @Test
    void readsALongForwardedInABoundedStack() {
        String pairs = "\\\"x".repeat(900);
        FakeRequest long1 = proxied().header("Forwarded", "for=\"" + pairs + "\";host=shop.example");
        assertThat(READER.read(long1.servlet()).baseUrl()).isEqualTo("http://shop.example");
        FakeRequest long2 = proxied().header("Forwarded", "for=\"" + "x".repeat(3_900) + "\";host=shop.example");
        assertThat(READER.read(long2.servlet()).baseUrl()).isEqualTo("http://shop.example");
        assertMalformed(proxied().header("Forwarded", "for=\"" + "x".repeat(8_000) + "\""));
        assertMalformed(proxied().header("Forwarded", "for=\"" + "x".repeat(3_900)));
    }

    @Test
    void takesOfTheOldHeadersTheLast() {
        FakeRequest request = proxied()
                .header("X-Forwarded-Host", "evil.example, shop.example")
                .header("X-Forwarded-Proto", "http, https")
                .header("X-Forwarded-Port", "80, 8443");
        assertThat(READER.read(request.servlet()).baseUrl()).isEqualTo("https://shop.example:8443");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                // a proxy that sets neither host nor port passes on the port of the client, or of a proxy behind
                // another
                "none                       | 1234      | http://tack.localhost",
                "none                       | 80, 1234  | http://tack.localhost",
                "shop.example               | none      | http://shop.example",
                "shop.example               | 8080      | http://shop.example:8080",
                "shop.example:81            | 8080      | http://shop.example:81",
                // the port of one proxy and the host of another
                "shop.example               | 1234, 80  | http://shop.example",
                "evil.example, shop.example | 8080      | http://shop.example",
                "evil.example, shop.example | 1, 8080   | http://shop.example:8080",
                "shop.example               | ''        | http://shop.example"
            })
    void usesThePortOnlyWithAHostFromTheSameProxy(@Nullable String host, @Nullable String port, String base) {
        FakeRequest request = proxied();
        if (host != null) {
            request.header("X-Forwarded-Host", host);
        }
        if (port != null) {
            request.header("X-Forwarded-Port", port);
        }
        assertThat(READER.read(request.servlet()).baseUrl()).isEqualTo(base);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "https,", "https, "})
    void ignoresAnEmptyScheme(String scheme) {
        assertThat(READER.read(proxied().header("X-Forwarded-Proto", scheme).servlet())
                        .secure())
                .isFalse();
    }

    @Test
    void refusesTwoForwardedHosts() {
        assertMalformed(
                proxied().header("X-Forwarded-Host", "shop.example").header("X-Forwarded-Host", "shop.example"));
        assertMalformed(proxied()
                .header("Forwarded", "host=shop.example")
                .header("X-Forwarded-Host", "shop.example")
                .header("X-Forwarded-Host", "shop.example"));
        assertMalformed(proxied().header("X-Forwarded-Host", "shop.example,"));
    }

    @Test
    void trustsNetworks() {
        FakeRequest near = request("tack.localhost").from("fd12::1").header("X-Forwarded-Proto", "https");
        FakeRequest far = request("tack.localhost").from("fe80::1%eth0").header("X-Forwarded-Proto", "https");
        assertThat(READER.read(near.servlet()).secure()).isTrue();
        assertThat(READER.read(far.servlet()).secure()).isFalse();
    }

    @Test
    void leavesOutWhatIsNoNetwork() {
        List<String> bad = new ArrayList<>();
        TrustedProxies proxies =
                TrustedProxies.parse(new String[] {"none", "10.0.0.0/8 proxy.example,10.0.0.0/33,1.2.3.4/x"}, bad::add);
        assertThat(bad).containsExactly("proxy.example", "10.0.0.0/33", "1.2.3.4/x");
        assertThat(proxies.contains(TrustedProxies.address("10.255.0.1"))).isTrue();
        assertThat(proxies.contains(TrustedProxies.address("11.0.0.1"))).isFalse();
        assertThat(TrustedProxies.NONE.contains(TrustedProxies.address("127.0.0.1")))
                .isFalse();
    }

    private static FakeRequest request(String host) {
        return new FakeRequest("GET", "/").header("Host", host);
    }

    private static FakeRequest proxied() {
        return request("tack.localhost").from("10.0.0.5");
    }

    private static void assertMalformed(FakeRequest request) {
        assertThatThrownBy(() -> READER.read(request.servlet()))
                .isInstanceOfSatisfying(RequestProblem.class, problem -> assertThat(problem.status())
                        .isEqualTo(400));
    }
}
