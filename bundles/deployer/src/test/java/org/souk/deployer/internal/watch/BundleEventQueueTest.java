package org.souk.deployer.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BundleEventQueueTest {
    @Test
    void locationsNameFiles() {
        assertThat(BundleEventQueue.file("file:/a/b%20c/x.jar")).contains(Path.of("/a/b c/x.jar"));
        assertThat(BundleEventQueue.file("wrap:file:/a/x.jar$Bundle-Version=1")).contains(Path.of("/a/x.jar"));
        assertThat(BundleEventQueue.file("mvn:org.souk/souk-api/1")).isEmpty();
        assertThat(BundleEventQueue.file("souk-catalog:tack/1")).isEmpty();
    }
}
