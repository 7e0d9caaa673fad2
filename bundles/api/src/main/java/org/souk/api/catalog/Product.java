package org.souk.api.catalog;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Something the shop sells, in one or more variants.
 *
 * @param handle its name in addresses, unique in the catalog
 * @param title what the shopper reads, not blank
 * @param descriptionHtml as the merchant wrote it, not yet safe: sanitise before showing; may be empty
 * @param vendor maker, may be empty
 * @param type kind, may be empty
 * @param tags each once, in the file's order
 * @param optionNames such as Colour and Size: 0 to 3
 * @param variants at least one
 * @param images in their order, may be empty
 * @param seoTitle for search engines, may be empty
 * @param seoDescription for search engines, may be empty
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

    /**
     * A picture.
     *
     * @param source a file in {@code static/}, or an absolute http(s) address
     * @param alternative what it shows, may be empty
     */
    public record Image(String source, String alternative) {
        /** Whether it is a file of the catalog. */
        public boolean local() {
            return !source.startsWith("http:") && !source.startsWith("https:");
        }
    }

    /**
     * @throws IllegalArgumentException if there is no handle, title or variant
     */
    public Product {
        tags = Compact.set(tags);
        optionNames = List.copyOf(optionNames);
        variants = List.copyOf(variants);
        images = List.copyOf(images);
        if (handle.isBlank() || title.isBlank() || variants.isEmpty()) {
            throw new IllegalArgumentException("a product has a handle, a title and a variant");
        }
    }

    /** The cheapest variant. */
    public Variant cheapest() {
        return variants.stream()
                .min(java.util.Comparator.comparing(Variant::price))
                .orElseThrow();
    }

    /** The first picture. */
    public Optional<Image> image() {
        return images.stream().findFirst();
    }
}
