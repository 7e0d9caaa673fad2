package org.souk.storefront.internal.pages;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.Variant;
import org.souk.common.text.TextNormalizer;
import org.souk.storefront.internal.web.Form;

/**
 * Finds the variants of a product by the values of its options. Each request builds its own: a product has at most a few thousand variants,
 * and no look-up takes longer than one pass over them for each option.
 */
final class VariantIndex {
    /** Prefix of the form fields that send the value of an option; the name of the option follows. */
    static final String FIELD = "option.";

    private final Product product;
    private final Map<Map<String, String>, Variant> byOptions = new HashMap<>();

    VariantIndex(Product product) {
        this.product = product;
        product.variants().forEach(variant -> byOptions.putIfAbsent(variant.options(), variant));
    }

    /** The options of a variant, with the values that the form sends instead of its own. */
    static Map<String, String> wanted(Variant variant, Product product, Form form) {
        Map<String, String> wanted = new LinkedHashMap<>(variant.options());
        for (String name : product.optionNames()) {
            // a browser sends the text of an option element with its white space collapsed
            form.first(FIELD + name).ifPresent(sent -> product.variants().stream()
                    .map(other -> other.options().get(name))
                    .filter(value ->
                            value != null && TextNormalizer.caseKey(value).equals(TextNormalizer.caseKey(sent)))
                    .findFirst()
                    .ifPresent(value -> wanted.put(name, value)));
        }
        return wanted;
    }

    Optional<Variant> exact(Map<String, String> options) {
        return Optional.ofNullable(byOptions.get(options));
    }

    /** The exact variant; otherwise one that agrees in as many options as possible, where earlier options matter more. */
    Variant nearest(Map<String, String> options, Predicate<Variant> buyable) {
        return exact(options).orElseGet(() -> {
            List<Variant> candidates = sharing(product.optionNames(), options);
            return candidates.stream().filter(buyable).findFirst().orElse(candidates.get(0));
        });
    }

    /** The variants with these values of the named options, applied in order; an option is skipped if no variant would remain. */
    List<Variant> sharing(List<String> names, Map<String, String> options) {
        List<Variant> candidates = product.variants();
        for (String name : names) {
            String value = options.get(name);
            List<Variant> fewer = new ArrayList<>();
            for (Variant variant : candidates) {
                if (value != null && value.equals(variant.options().get(name))) {
                    fewer.add(variant);
                }
            }
            candidates = fewer.isEmpty() ? candidates : fewer;
        }
        return candidates;
    }
}
