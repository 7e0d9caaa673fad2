package org.souk.api.catalog;

import java.util.regex.Pattern;

/**
 * The name of a catalog inside the container, stable over its versions: {@code tack}.
 *
 * @param value a lower-case letter, then up to 62 lower-case letters, digits or hyphens
 */
public record CatalogId(String value) implements Comparable<CatalogId> {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    /** @throws IllegalArgumentException if the value has another form */
    public CatalogId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("'" + value
                    + "' is no catalog id; start with a lower-case letter, then up to 62 of a-z, 0-9 and hyphen");
        }
    }

    @Override
    public int compareTo(CatalogId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
