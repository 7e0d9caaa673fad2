package org.souk.api.catalog;

import java.util.regex.Pattern;

/**
 * The name of a group of shops that share their customers. A catalog only asks for a group; the operator decides which catalogs belong to
 * it ({@code SOUK_CUSTOMER_GROUPS}).
 *
 * @param value 1 to 63 lower-case letters, digits and hyphens
 */
public record CustomerGroup(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1,63}");

    /** @throws IllegalArgumentException if the value has another form */
    public CustomerGroup {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "'" + value + "' is no group of shops; write 1 to 63 small letters, digits or hyphens");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
