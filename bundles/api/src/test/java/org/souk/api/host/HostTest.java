package org.souk.api.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostTest {
    @ParameterizedTest
    @CsvSource({
        "Bücher.example, xn--bcher-kva.example",
        "BÜCHER。example, xn--bcher-kva.example",
        "::FFFF:10.0.0.1, 10.0.0.1",
        "[2001:db8::0:1:0:0:1], 2001:db8::1:0:0:1",
        "1:0:0:2:0:0:0:3, 1:0:0:2::3",
        "1:0:2:3:4:5:6:7, 1:0:2:3:4:5:6:7",
        "::, ::",
        "1::, 1::",
        "10.0.0.5, 10.0.0.5",
    })
    void parses(String text, String expected) {
        assertThat(Host.parse(text).name()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"faß.example", "σας.example", "a\u200db.example", "a\u200cb.example", "xn--\u00fc.example"})
    @DisplayName("names that programs convert differently are to be written as xn--")
    void deviations(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Host.parse(text));
    }

    @Test
    @DisplayName("canonical IPv6 means the same address, and is a fixed point")
    void ipv6RoundTrip() throws UnknownHostException {
        Random random = new Random(42);
        for (int i = 0; i < 5_000; i++) {
            byte[] address = new byte[16];
            for (int g = 0; g < 8; g++) {
                int group = random.nextInt(3) == 0 ? random.nextInt(65_536) : 0;
                address[2 * g] = (byte) (group >> 8);
                address[2 * g + 1] = (byte) group;
            }
            String full = InetAddress.getByAddress("x", address) instanceof java.net.Inet6Address v6
                    ? v6.getHostAddress()
                    : "::1";
            String canonical = Host.parse(full).name();
            assertThat(Host.parse(canonical).name()).isEqualTo(canonical);
            if (canonical.indexOf(':') >= 0) {
                assertThat(InetAddress.getByName(canonical).getHostAddress()).isEqualTo(full);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "shop.example, shop.example",
        "*.Example.COM, *.example.com",
        "*.localhost, *.localhost",
        "address:10.0.0.5, address:10.0.0.5",
        "address:[::1], address:::1",
        "'  shop.example ', shop.example",
        "2001:db8::1:5, 2001:db8::1:5",
        "fe80::a:1, fe80::a:1",
        "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
        "address:2001:db8::1:5, address:2001:db8::1:5",
        "address:[2001:db8::1:5], address:2001:db8::1:5",
    })
    void patterns(String text, String expected) {
        assertThat(HostPattern.parse(text)).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "*.com",
                "*.10.0.0.1",
                "a.*.example",
                "address:shop.example",
                "*.*.example",
                "address:",
                "shop.example:80"
            })
    void noPatterns(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> HostPattern.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "shop.localhost:8181, shop.localhost",
        "[2001:db8::1]:80, [2001:db8::1]",
        "10.0.0.5:80, 10.0.0.5",
        "address:10.0.0.5:80, address:10.0.0.5",
        "address:[::1]:443, address:[::1]",
    })
    @DisplayName("a port is told as such")
    void port(String text, String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostPattern.parse(text))
                .withMessageContaining("without its port; write '" + host + "'");
    }
}
