package org.souk.deployer.internal;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.souk.api.catalog.CatalogFiles;

/** Files of a catalog that are nowhere but here. */
public final class MemoryFiles implements CatalogFiles {
    private final TreeMap<String, byte[]> files = new TreeMap<>();

    public MemoryFiles(Map<String, String> texts) {
        texts.forEach((name, text) -> files.put(name, text.getBytes(StandardCharsets.UTF_8)));
    }

    public MemoryFiles with(String name, byte[] content) {
        files.put(name, content);
        return this;
    }

    @Override
    public Optional<InputStream> open(String name) {
        return Optional.ofNullable(files.get(name)).map(ByteArrayInputStream::new);
    }

    @Override
    public long size(String name) {
        return files.containsKey(name) ? files.get(name).length : -1;
    }

    @Override
    public List<String> list(String folder) {
        return files.keySet().stream().filter(n -> n.startsWith(folder)).toList();
    }
}
