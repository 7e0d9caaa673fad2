package org.souk.deployer.internal.read.product;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.souk.api.catalog.CatalogFiles;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.Variant;
import org.souk.deployer.internal.read.table.Row;
import org.souk.deployer.internal.read.text.StaticFileName;

/** Reads the images that rows name: files in {@code static/}, or addresses. It reports each missing file once. */
final class ImageReferences {
    private static final Pattern WEB = Pattern.compile("(?i)https?://.*");

    private final CatalogFiles files;
    private final Set<String> missing = new HashSet<>();

    ImageReferences(CatalogFiles files) {
        this.files = files;
    }

    Optional<Product.Image> read(Row row, String column) {
        String text = row.get(column);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String alternative = row.get("imagealt");
        if (WEB.matcher(text).matches()) {
            String lower = text.substring(0, 6).toLowerCase(Locale.ROOT) + text.substring(6);
            return Optional.of(new Product.Image(lower, alternative));
        }
        try {
            String name = StaticFileName.read(text);
            if (files.size("static/" + name) >= 0) {
                return Optional.of(new Product.Image(name, alternative));
            }
            if (missing.add(name)) {
                row.warning("there is no file static/" + name + "; add it or remove its name here");
            }
        } catch (IllegalArgumentException e) {
            row.warning("the picture " + e.getMessage());
        }
        return Optional.empty();
    }

    /** Whether all image files of the product still exist. */
    boolean allPresent(Product product) {
        return Stream.concat(
                        product.images().stream(), product.variants().stream().map(Variant::image))
                .noneMatch(image -> image != null && image.local() && files.size("static/" + image.source()) < 0);
    }

    static String shorten(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
