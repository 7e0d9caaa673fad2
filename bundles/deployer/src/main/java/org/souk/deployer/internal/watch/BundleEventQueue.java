package org.souk.deployer.internal.watch;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.deployer.internal.bundle.Bundles;
import org.souk.deployer.internal.concurrent.SerialExecutor;
import org.souk.deployer.internal.live.CatalogRecords;
import org.souk.deployer.internal.live.LiveRecord;
import org.souk.deployer.internal.state.SourceKey;

/**
 * Queues changes of bundles with the other work on their catalogs. Holds them back until {@link #open}, after the live versions were
 * restored.
 */
public final class BundleEventQueue {
    private static final Logger LOG = LoggerFactory.getLogger(BundleEventQueue.class);

    private final Bundles bundles;
    private final DeployFolderFiles files;
    private final CatalogRecords records;
    private final SerialExecutor executor;
    /** Bundles that changed before {@link #open}: location, and whether the deployer installed them. */
    private final Map<String, Boolean> early = new LinkedHashMap<>();

    private @Nullable BundleChanges handler;

    public BundleEventQueue(Bundles bundles, DeployFolderFiles files, CatalogRecords records, SerialExecutor executor) {
        this.bundles = bundles;
        this.files = files;
        this.records = records;
        this.executor = executor;
    }

    /** Hands the changes so far to the handler, then every bundle that the deployer did not install, then all later changes. */
    public void open(BundleChanges handler) {
        Map<String, Boolean> waiting;
        synchronized (early) {
            this.handler = handler;
            waiting = Map.copyOf(early);
        }
        waiting.forEach(this::changed);
        bundles.foreign().forEach(location -> changed(location, false));
    }

    /**
     * Reports that a bundle may have changed; its state decides what is done. Returns at once.
     *
     * @param own whether the deployer installed the bundle
     */
    public void changed(String location, boolean own) {
        BundleChanges opened;
        synchronized (early) {
            opened = handler;
            if (opened == null) {
                early.put(location, own);
                return;
            }
        }
        if (!own && removeIfFromDeployFolder(location)) {
            return;
        }
        Optional<LiveRecord> record = records.byLocation(location);
        String key = record.map(served -> served.state().source()).orElse(SourceKey.ofBundle(location));
        if (own && record.isPresent()) {
            executor.submit(key, () -> opened.own(location));
        } else if (!own) {
            executor.submit(key, () -> opened.foreign(location));
        }
    }

    /**
     * Removes bundles that FileInstall made of files in the deploy folder before this bundle was started, as happens when all of {@code
     * data/} was deleted. The deployer deploys those files itself.
     */
    public void removeFileInstallBundles() {
        bundles.foreign().forEach(this::removeIfFromDeployFolder);
    }

    /** Logs bundles that FileInstall made of files in the deploy folder while it watched the folder. Nobody removes them with the files now. */
    public void logFileInstallBundles() {
        List<String> left = bundles.locations().stream()
                .filter(location -> file(location).filter(files::contains).isPresent())
                .toList();
        if (!left.isEmpty()) {
            LOG.warn(
                    "Only catalogs are taken from {} now, but bundles of other files there stay installed until you"
                            + " uninstall them with bundle:uninstall: {}",
                    files.folder(),
                    left);
        }
    }

    /** Removes a bundle that was made of a file in the deploy folder; false if it comes from elsewhere. */
    private boolean removeIfFromDeployFolder(String location) {
        boolean dropped = file(location).filter(files::contains).isPresent();
        if (dropped) {
            bundles.removeForeign(location);
        }
        return dropped;
    }

    /**
     * The file that a location names: {@code file:/…/x.jar}, or inside another scheme, {@code wrap:file:/…/x.jar$…}, or {@code
     * jardir:/…/folder}.
     */
    static Optional<Path> file(String location) {
        int start = Math.max(location.lastIndexOf("file:"), location.lastIndexOf("jardir:"));
        if (start < 0) {
            return Optional.empty();
        }
        int end = location.indexOf('$', start);
        try {
            String path = new URI(location.substring(start, end < 0 ? location.length() : end))
                    .normalize()
                    .getPath();
            return path == null || path.isEmpty() ? Optional.empty() : Optional.of(Path.of(path));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
