package org.souk.deployer.internal.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogFiles;

/** The files of an unpacked catalog. It looks each up by name on disk when it is asked for, and keeps nothing in memory. */
public final class FolderFiles implements CatalogFiles {
    private final Path root;

    public FolderFiles(Path root) {
        this.root = root;
    }

    @Override
    public Optional<InputStream> open(String name) throws IOException {
        Path file = file(name);
        return file == null ? Optional.empty() : Optional.of(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS));
    }

    @Override
    public long size(String name) {
        Path file = file(name);
        try {
            return file == null ? -1 : Files.size(file);
        } catch (IOException e) {
            return -1;
        }
    }

    @Override
    public List<String> list(String folder) {
        Path start = folder.isEmpty() ? root : inside(folder.replaceFirst("/$", ""));
        if (start == null || !Files.isDirectory(start)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(start)) {
            return walk.filter(Files::isRegularFile)
                    .map(file -> EntryName.of(root, file))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    private @Nullable Path file(String name) {
        Path file = regular(name);
        return file == null ? regular(EntryName.decomposed(name)) : file;
    }

    private @Nullable Path regular(String name) {
        Path file = inside(name);
        return file != null && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? file : null;
    }

    /** Resolves a name that an archive may contain; null for any other. */
    private @Nullable Path inside(String name) {
        if (EntryName.problem(name).isPresent()) {
            return null;
        }
        try {
            Path file = root.resolve(name).normalize();
            return file.startsWith(root) && !file.equals(root) ? file : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }
}
