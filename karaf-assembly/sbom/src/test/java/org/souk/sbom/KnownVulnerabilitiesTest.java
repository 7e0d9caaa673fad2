package org.souk.sbom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownVulnerabilitiesTest {
    private static final String HEADER = "id,artifact,introduced,fixed,accepted\n";

    @ParameterizedTest(name = "{0} is affected by [{1}, {2}): {3}")
    @CsvSource(textBlock = """
        42.7.8,         '',          42.7.11,       true
        42.7.11,        '',          42.7.11,       false
        42.7.14,        '',          42.7.11,       false
        42.7.9,         '',          42.7.11,       true
        42.1.9,         42.2.0,      42.7.11,       false
        1.83,           '',          1.85,          true
        1.85.2,         '',          1.85,          false
        12.1.6,         12.1.0,      12.1.7,        true
        12.0.40,        12.1.0,      12.1.7,        false
        2.0-beta9,      2.0-beta9,   2.15.0,        true
        2.0-beta8,      2.0-beta9,   2.15.0,        false
        2.15.0-rc1,     '',          2.15.0,        true
        9.4.58.v2025,   9.4.0,       9.4.60,        true
        0.1.0-SNAPSHOT, '',          0.1.0,         true
        10.16.1.1,      10.1.1.0,    10.16.1.2,     true
        3.0,            1.0,         '',            true
        """)
    void comparesVersionsAsMavenDoes(String version, String introduced, String fixed, String affected) {
        List<String> violations = KnownVulnerabilities.parse(HEADER + "CVE-1,g:a," + introduced + "," + fixed + ",\n")
                .violations(List.of(artifact("g", "a", version)));

        assertThat(violations).hasSize(affected.equals("true") ? 1 : 0);
    }

    @ParameterizedTest(name = "{0} names {1}:{2}: {3}")
    @CsvSource({
        "g:a, g, a, true",
        "g:a, g, ab, false",
        "g:a*, g, ab, true",
        "g:*, g, anything, true",
        "g:a, h, a, false",
    })
    void findsTheArtifact(String named, String group, String name, boolean affected) {
        assertThat(KnownVulnerabilities.parse(HEADER + "CVE-1," + named + ",,2,\n")
                        .violations(List.of(artifact(group, name, "1"))))
                .hasSize(affected ? 1 : 0);
    }

    @Test
    void saysWhatIsWrongAndWhichVersionHelps() {
        assertThat(KnownVulnerabilities.parse(HEADER + "CVE-1,g:a,,2,\n").violations(List.of(artifact("g", "a", "1"))))
                .containsExactly("g:a:1 (system/a.jar) has CVE-1; fixed in 2");
    }

    @Test
    void acceptsAVersionForAReason() {
        KnownVulnerabilities list = KnownVulnerabilities.parse(HEADER + "CVE-1,g:a,,2,not reachable\n");

        assertThat(list.violations(List.of(artifact("g", "a", "1")))).isEmpty();
        assertThat(list.violations(List.of(artifact("g", "a", "2"))))
                .containsExactly("CVE-1 is accepted for g:a, but no affected version is left; delete the reason");
    }

    @Test
    void refusesAListThatItCannotRead() {
        assertThatThrownBy(() -> KnownVulnerabilities.parse(HEADER + "# comment\nCVE-1,only-a-name,,2,\n"))
                .hasMessage("line 3: an id and group:artifact are needed");
    }

    /** What the distribution held when the list was begun. */
    @ParameterizedTest
    @CsvSource({
        "org.postgresql, postgresql, 42.7.8",
        "org.bouncycastle, bcprov-jdk18on, 1.83",
        "org.bouncycastle, bcpkix-jdk18on, 1.84",
        "org.apache.logging.log4j, log4j-core, 2.25.3",
        "org.apache.sshd, sshd-osgi, 2.17.1",
        "org.jline, jline, 3.30.6",
        "org.jsoup, jsoup, 1.21.2",
        "org.eclipse.jetty, jetty-http, 12.1.4",
    })
    void theListKnowsTheHolesThatWereMended(String group, String name, String version) throws Exception {
        KnownVulnerabilities list =
                KnownVulnerabilities.parse(Files.readString(Path.of("../src/main/known-vulnerabilities.csv")));

        assertThat(list.violations(List.of(artifact(group, name, version))))
                .anyMatch(violation -> violation.startsWith(group + ":" + name + ":" + version));
    }

    private static Artifact artifact(String group, String name, String version) {
        return new Artifact(group, name, version, "system/a.jar", "", "");
    }
}
