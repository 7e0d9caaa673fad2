package org.souk.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.souk.deployer.internal.lifecycle.Settings;
import org.souk.deployer.internal.problem.Limits;
import org.souk.deployer.internal.watch.DeployFolder;

class DeployerTest {
    /** The same table as in {@code fileinstall-config}. */
    @ParameterizedTest
    @CsvSource({
        "catalogs, allow, false",
        "catalogs, deny, false",
        "all, allow, true",
        "all, deny, false",
        "all, Deny, false",
        "all, 'deny ', false",
        "all, no, false",
        "all, '', false",
        "ALL, allow, false",
        "everything, allow, false",
    })
    void otherArtifactsAreAcceptedOnlyByAllWithoutDeny(String accepts, String java, boolean others) {
        assertThat(Deployer.acceptsOthers(accepts, Deployer.allowsJava(java))).isEqualTo(others);
    }

    @ParameterizedTest
    @DisplayName("Java is allowed only by allow; any other value counts as deny")
    @CsvSource({"allow, true", "' allow ', true", "deny, false", "Deny, false", "DENY, false", "no, false", "'', false"
    })
    void java(String setting, boolean allowed) {
        assertThat(Deployer.allowsJava(setting)).isEqualTo(allowed);
    }

    @Test
    @DisplayName("changes that need a restart are named")
    void settingsForNextStart() {
        Settings before = settings("deploy", 250, 100);
        assertThat(Deployer.settingsForNextStart(before, settings("deploy", 250, 100)))
                .isEmpty();
        assertThat(Deployer.settingsForNextStart(before, settings("deploy", 500, 100)))
                .containsExactly("poll");
        assertThat(Deployer.settingsForNextStart(before, settings("shops", 250, 200)))
                .containsExactly("folder", "limit.*");
    }

    private static Settings settings(String folder, int poll, long unpacked) {
        return new Settings(
                Path.of(folder),
                Path.of("data"),
                true,
                false,
                new DeployFolder.Times(Duration.ofMillis(poll)),
                new Limits(unpacked, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1));
    }
}
