package org.souk.deployer.internal.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.CatalogId;
import org.souk.deployer.internal.archive.StagingFolders;

/**
 * Stores catalogs in the deployer's data folder: {@code catalogs/<id>/state} is the state file, {@code catalogs/<id>/<generation>/files/}
 * has the files of a version, and {@code parts/<name>/} beside them what a contributor prepared. Versions are unpacked in {@code staging/}.
 */
public final class CatalogStateStore {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogStateStore.class);
    private static final String STATE = "state";

    private final Path root;
    private final Path staging;
    private final AtomicLong staged = new AtomicLong();

    public CatalogStateStore(Path data) {
        root = data.resolve("catalogs");
        staging = data.resolve("staging");
    }

    /** Creates a folder in which a new version is unpacked. The caller deletes it. */
    public Path newStagingFolder() throws IOException {
        return Files.createDirectories(staging.resolve(Long.toString(staged.incrementAndGet())));
    }

    public Path folder(CatalogId id, String generation) {
        return root.resolve(id.value()).resolve(generation);
    }

    /** The state without the kept versions whose folder is missing. */
    public CatalogState present(CatalogState state) {
        return state.withKept(state.kept().stream()
                .filter(kept -> Files.isDirectory(folder(state.id(), kept.generation())))
                .toList());
    }

    public static Path files(Path generation) {
        return generation.resolve("files");
    }

    /** Where contributors keep what they prepare. */
    public static Path parts(Path generation) {
        return generation.resolve("parts");
    }

    /** The jar of a version that brings Java, kept so that it can be installed again. */
    public static Path jar(Path generation) {
        return generation.resolve("bundle.jar");
    }

    /**
     * Moves the files of a new version to their place.
     *
     * @param jarOrNull becomes {@link #jar}
     */
    public synchronized void adopt(CatalogId id, String generation, Path files, @Nullable Path jarOrNull)
            throws IOException {
        Path folder = folder(id, generation);
        Files.createDirectories(folder);
        // the files that a catalog is read from must outlive a power failure; syncing every picture would take too long
        for (Path file : StateFile.children(files)) {
            if (Files.isRegularFile(file)) {
                force(file);
            }
        }
        StateFile.sync(files);
        if (jarOrNull != null) {
            force(jarOrNull);
            Files.move(jarOrNull, jar(folder), StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(files, files(folder), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Deletes the folder of a catalog if it is empty. */
    public synchronized void tidy(CatalogId id) {
        Path folder = root.resolve(id.value());
        try {
            if (Files.isDirectory(folder) && StateFile.children(folder).isEmpty()) {
                StagingFolders.delete(folder);
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be listed; the next start tidies it: {}", folder, e.toString());
        }
    }

    public void write(CatalogState state) throws IOException {
        Path folder = Files.createDirectories(root.resolve(state.id().value()));
        StateFile.write(folder.resolve(STATE), state.toProperties());
    }

    /** Deletes the state of a catalog. Its versions are deleted when they are not in use any more. */
    public void forget(CatalogId id) {
        try {
            Files.deleteIfExists(root.resolve(id.value()).resolve(STATE));
            StateFile.sync(root.resolve(id.value()));
        } catch (IOException e) {
            LOG.error("The state of {} cannot be deleted, so it may come back at the next start: {}", id, e.toString());
        }
    }

    /**
     * All states that can be read; others are logged. Deletes the remains of unfinished deployments: what was staged, and the folders that
     * no state names.
     *
     * @throws IOException if a folder cannot be listed
     */
    public List<CatalogState> read() throws IOException {
        StagingFolders.delete(staging);
        List<CatalogState> states = new ArrayList<>();
        for (Path folder : StateFile.children(root)) {
            Path file = folder.resolve(STATE);
            if (Files.notExists(file)) {
                StagingFolders.delete(folder);
                continue;
            }
            try {
                CatalogState state = CatalogState.of(StateFile.read(file));
                states.add(state);
                for (Path child : StateFile.children(folder)) {
                    if (Files.isDirectory(child)
                            && !state.hasGeneration(child.getFileName().toString())) {
                        StagingFolders.delete(child);
                    }
                }
            } catch (IOException | IllegalArgumentException e) {
                LOG.error("{} cannot be read; the catalog is read from its source again", file, e);
            }
        }
        return states;
    }
}
