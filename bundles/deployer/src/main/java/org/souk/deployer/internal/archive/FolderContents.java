package org.souk.deployer.internal.archive;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** The files of a folder. Links inside it are reported and never followed; the folder itself may be a link. */
public final class FolderContents implements SourceContents {
    private final Path folder;

    public FolderContents(Path folder) {
        this.folder = folder;
    }

    @Override
    public void visit(Visitor visitor) throws IOException {
        Path root = folder.toRealPath();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                boolean skip = !dir.equals(root) && EntryName.ignored(EntryName.of(root, dir));
                return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                String name = EntryName.of(root, path);
                boolean more = attributes.isRegularFile()
                        ? visitor.file(name, () -> Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS))
                        : visitor.other(name, attributes.isSymbolicLink() ? "a link" : "no file");
                return more ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
            }
        });
    }
}
