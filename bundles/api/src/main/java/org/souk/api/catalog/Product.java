package org.souk.api.catalog;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.souk.common.text.TextNormalizer;

/**
 * A product that a shop sells in one or more variants, for example sizes. Immutable.
 *
 * @param handle identifies the product in URLs; unique in the catalog
 * @param title shown to shoppers, not blank
 * @param descriptionHtml unsafe HTML as the merchant wrote it: sanitise it before output; may be empty
 * @param vendor manufacturer; may be empty
 * @param type product type; may be empty
 * @param tags in file order
 * @param optionNames for example Colour and Size; 0 to 3
 * @param variants at least one
 * @param images in display order; may be empty
 * @param seoTitle title for search engines; may be empty
 * @param seoDescription description for search engines; may be empty
 */
public record Product(
        String handle,
        String title,
        String descriptionHtml,
        String vendor,
        String type,
        Set<String> tags,
        List<String> optionNames,
        List<Variant> variants,
        List<Image> images,
        String seoTitle,
        String seoDescription) {

    /** An image: a name in {@code static/} or an absolute http(s) URL, and its alternative text, which may be empty. */
    public record Image(String source, String alternative) {
        /** Returns whether the image is a file of the catalog. */
        public boolean local() {
            return !source.startsWith("http:") && !source.startsWith("https:");
        }
    }

    /** @throws IllegalArgumentException if the handle or title is blank, or there is no variant */
    public Product {
        tags = Compact.set(tags);
        optionNames = List.copyOf(optionNames);
        variants = List.copyOf(variants);
        images = List.copyOf(images);
        if (TextNormalizer.isBlank(handle) || TextNormalizer.isBlank(title) || variants.isEmpty()) {
            throw new IllegalArgumentException("a product has a handle, a title and a variant");
        }
    }

    /** Returns the variant with the lowest list price. */
    public Variant cheapest() {
        return variants.stream().min(Comparator.comparing(Variant::price)).orElseThrow();
    }

    /** Returns the first image; empty if there is none. */
    public Optional<Image> image() {
        return images.stream().findFirst();
    }
}
