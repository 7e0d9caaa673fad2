package org.souk.deployer.internal.watch;

import java.time.Duration;
import org.souk.deployer.internal.build.BundleSource;
import org.souk.deployer.internal.build.Source;
import org.souk.deployer.internal.publish.PendingDeployments;
import org.souk.deployer.internal.state.SourceKey;

/** Puts a refused file back into the {@link SettlingQueue}, and a refused bundle into the {@link BundleEventQueue}. */
public final class SourceRetry implements PendingDeployments.Retry {
    private static final Duration DELAY = Duration.ofSeconds(5);

    private final SettlingQueue settling;
    private final BundleEventQueue bundleEvents;

    public SourceRetry(SettlingQueue settling, BundleEventQueue bundleEvents) {
        this.settling = settling;
        this.bundleEvents = bundleEvents;
    }

    @Override
    public void now(Source source) {
        if (source instanceof BundleSource bundle) {
            bundleEvents.changed(bundle.location(), !SourceKey.isBundle(bundle.key()));
        } else {
            source.file().ifPresent(settling::again);
        }
    }

    @Override
    public void later(Source source) {
        settling.later(() -> now(source), DELAY);
    }
}
