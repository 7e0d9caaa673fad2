package org.souk.deployer.internal.watch;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.deployer.internal.archive.EntryAttributes;
import org.souk.deployer.internal.concurrent.SerialExecutor;

/**
 * Lists the deploy folder periodically, and reports catalogs to the {@link SettlingQueue}. It looks only at the names and attributes of the
 * entries. The queue examines the content of folders, so that a slow folder does not delay the others.
 */
public final class DeployFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeployFolder.class);
    /** The most entries of the folder that a scan looks at. */
    private static final int MOST = 20_000;
    /** For so long after a WARN, only the health check reports further trouble. */
    private static final Duration QUIET = Duration.ofMinutes(10);

    /**
     * Times of the scanner.
     *
     * @param poll pause between two scans
     * @param slow a scan or an examination that takes longer is reported as trouble
     * @param notice how long an entry that is no catalog must stay unchanged before Souk writes a problems file beside it
     */
    public record Times(Duration poll, Duration slow, Duration notice) {
        public Times(Duration poll) {
            this(poll, Duration.ofSeconds(10), Duration.ofSeconds(5));
        }
    }

    private final ScheduledThreadPoolExecutor threads =
            new ScheduledThreadPoolExecutor(2, SerialExecutor.threads("souk-deploy-folder"));
    private final DeployFolderFiles files;
    private final SettlingQueue settling;
    private final Times times;
    private final NonCatalogNotices notices;
    /** Jars whose manifest is being read now. */
    private final Set<Path> recognising = ConcurrentHashMap.newKeySet();

    private volatile boolean acceptsOthers;
    private volatile String failure = "";
    /** When the scan that runs began; 0 if none runs. */
    private volatile long scanning;

    /** Until when no further trouble is logged. */
    private long quietUntil = System.nanoTime();

    public DeployFolder(DeployFolderFiles files, SettlingQueue settling, Times times) {
        this.files = files;
        this.settling = settling;
        this.times = times;
        this.notices = new NonCatalogNotices(times.notice());
        threads.setRemoveOnCancelPolicy(true);
    }

    public boolean acceptsOthers() {
        return acceptsOthers;
    }

    /** Sets whether FileInstall installs other artifacts than catalogs from the folder. */
    public void acceptOthers(boolean accepted) {
        acceptsOthers = accepted;
    }

    public void open() {
        every(times.poll(), this::scan);
        // on a thread of its own, because a scan may hang
        every(times.slow().dividedBy(5), this::log);
    }

    private void every(Duration time, Runnable task) {
        try {
            threads.scheduleWithFixedDelay(task, 0, Math.max(1, time.toMillis()), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The deployer stops", e);
        }
    }

    /** Why changes are noticed late or not at all; empty if they are noticed in time. */
    public String trouble() {
        List<String> all = new ArrayList<>();
        long since = scanning;
        if (since != 0 && System.nanoTime() - since > times.slow().toNanos()) {
            all.add(files.folder() + " takes long to be listed");
        }
        all.add(failure);
        all.add(settling.trouble());
        all.removeIf(String::isEmpty);
        return String.join("; ", all);
    }

    private void scan() {
        scanning = System.nanoTime() | 1;
        List<Path> catalogs = new ArrayList<>();
        try {
            Map<String, EntryAttributes> others = new TreeMap<>();
            String incomplete = list(catalogs, others);
            notices.update(files.folder(), others, acceptsOthers, System.nanoTime());
            failure = incomplete;
        } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError e) {
            LOG.debug("{} cannot be listed", files.folder(), e);
            failure = files.folder() + " cannot be listed (" + e + ")";
        } finally {
            scanning = 0;
        }
        settling.poll(catalogs, times.slow());
    }

    /** Lists the folder. Returns why the list is incomplete, or an empty text. An entry that cannot be read does not hide the others. */
    private String list(List<Path> catalogs, Map<String, EntryAttributes> others) throws IOException {
        String incomplete = "";
        int count = 0;
        Set<Path> present = new HashSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(files.folder())) {
            for (Path path : entries) {
                if (++count > MOST) {
                    return files.folder() + " has more than " + MOST + " entries; the others are not looked at";
                }
                present.add(path);
                try {
                    Optional<Boolean> catalog = files.isCatalogByName(path);
                    if (catalog.isEmpty()) {
                        recognise(path);
                    } else if (catalog.get()) {
                        files.add(path);
                        catalogs.add(path);
                    } else {
                        others.put(String.valueOf(path.getFileName()), EntryAttributes.of(path));
                    }
                } catch (NoSuchFileException e) {
                    LOG.debug("{} is gone again", path, e);
                } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError e) {
                    LOG.debug("{} cannot be examined", path, e);
                    incomplete = path + " cannot be examined (" + e + ")";
                }
            }
        } catch (DirectoryIteratorException e) {
            throw Objects.requireNonNull(e.getCause());
        }
        files.forgetOthers(present);
        return incomplete;
    }

    /** Reads the manifest of a jar on a thread of the queue, so that a slow jar does not delay the scan. */
    private void recognise(Path path) {
        if (recognising.add(path)) {
            settling.onExaminer(() -> {
                try {
                    if (files.isCatalog(path)) {
                        files.add(path);
                        settling.changed(path);
                    }
                } finally {
                    recognising.remove(path);
                }
            });
        }
    }

    private void log() {
        String trouble = trouble();
        long now = System.nanoTime();
        if (!trouble.isEmpty() && now - quietUntil >= 0) {
            quietUntil = now + QUIET.toNanos();
            LOG.warn("Changes in the deploy folder may be noticed late: {}", trouble);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
