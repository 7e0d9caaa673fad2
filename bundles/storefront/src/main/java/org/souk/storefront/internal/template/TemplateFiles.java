package org.souk.storefront.internal.template;

import io.pebbletemplates.pebble.error.LoaderException;
import io.pebbletemplates.pebble.loader.Loader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogFiles;
import org.souk.storefront.internal.text.ThemeTexts;

/** Loads templates by name: from the catalog's {@code pages/}, else from the built-in theme. No other file can be loaded. */
final class TemplateFiles implements Loader<String> {
    static final int MAX_BYTES = 256 * 1024;

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}(/[a-z0-9][a-z0-9_-]{0,63})?\\.peb");

    private final @Nullable CatalogFiles files;

    /** @param files null for the built-in theme alone */
    TemplateFiles(@Nullable CatalogFiles files) {
        this.files = files;
    }

    Optional<String> read(String name) throws IOException {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        Optional<InputStream> own = files == null ? Optional.empty() : files.open("pages/" + name);
        InputStream in = own.isPresent() ? own.get() : TemplateFiles.class.getResourceAsStream("pages/" + name);
        if (in == null) {
            return Optional.empty();
        }
        try (in) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new LoaderException(
                        null, "the template '" + name + "' is larger than " + MAX_BYTES / 1024 + " KB");
            }
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    @Override
    public Reader getReader(String name) {
        try {
            return new StringReader(read(name)
                    .orElseThrow(() -> new LoaderException(
                            null, "there is no template '" + ThemeTexts.shorten(name) + "' in pages/ or the theme")));
        } catch (IOException e) {
            throw new LoaderException(e, "the template '" + ThemeTexts.shorten(name) + "' cannot be read");
        }
    }

    @Override
    public void setCharset(String charset) {
        // templates are always UTF-8
    }

    @Override
    public void setPrefix(String prefix) {
        // the folder is always pages/
    }

    @Override
    public void setSuffix(String suffix) {
        // the names of templates include .peb
    }

    @Override
    public @Nullable String resolveRelativePath(String relative, String anchor) {
        return relative;
    }

    @Override
    public String createCacheKey(String name) {
        return name;
    }

    @Override
    public boolean resourceExists(String name) {
        try {
            return read(name).isPresent();
        } catch (IOException e) {
            return false;
        }
    }
}
