package org.souk.deployer.internal.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.souk.api.catalog.CatalogFiles;

/** The files of a staged catalog. The names are indexed once, and only indexed names can be opened. */
public final class StagedFiles implements CatalogFiles {
    private final Path root;
    private final TreeMap<String, Long> sizes;

    public StagedFiles(Path root) throws IOException {
        this.root = root;
        this.sizes = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path file : (Iterable<Path>) walk.filter(Files::isRegularFile)::iterator) {
                sizes.put(EntryName.of(root, file), Files.size(file));
            }
        }
    }

    private StagedFiles(Path root, TreeMap<String, Long> sizes) {
        this.root = root;
        this.sizes = sizes;
    }

    /** The same files after their folder was moved. */
    public StagedFiles movedTo(Path moved) {
        return new StagedFiles(moved, sizes);
    }

    @Override
    public Optional<InputStream> open(String name) throws IOException {
        String stored = stored(name);
        return sizes.containsKey(stored) ? Optional.of(Files.newInputStream(root.resolve(stored))) : Optional.empty();
    }

    @Override
    public long size(String name) {
        return sizes.getOrDefault(stored(name), -1L);
    }

    private String stored(String name) {
        return sizes.containsKey(name) ? name : EntryName.decomposed(name);
    }

    @Override
    public List<String> list(String folder) {
        if (folder.isEmpty()) {
            return new ArrayList<>(sizes.keySet());
        }
        String start = folder.endsWith("/") ? folder : folder + "/";
        // '0' follows '/' in the order of names
        String end = start.substring(0, start.length() - 1) + "0";
        return new ArrayList<>(sizes.subMap(start, end).keySet());
    }
}
