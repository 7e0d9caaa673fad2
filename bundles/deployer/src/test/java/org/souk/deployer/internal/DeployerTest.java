package org.souk.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeployerTest {
    /** The same table as in {@code fileinstall-config}. */
    @ParameterizedTest
    @CsvSource({
        "catalogs, allow, false",
        "catalogs, deny, false",
        "all, allow, true",
        "all, deny, false",
        "ALL, allow, false",
        "everything, allow, false",
    })
    void otherArtifactsAreAcceptedOnlyByAllWithoutDeny(String accepts, String java, boolean others) {
        assertThat(Deployer.acceptsOthers(accepts, java)).isEqualTo(others);
    }
}
