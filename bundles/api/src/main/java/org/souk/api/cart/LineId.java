package org.souk.api.cart;

import java.util.regex.Pattern;

/**
 * Identifies a line of a cart, even if lines before it are removed.
 *
 * @param value 1 to 36 letters, digits or hyphens
 */
public record LineId(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9-]{1,36}");

    /** @throws IllegalArgumentException if the value has another form */
    public LineId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not the id of a cart line");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
