package org.souk.storefront.internal.view;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A form with a password.
 *
 * @param values what was typed, by field; passwords are not among them
 * @param errors what is wrong, by field
 * @param notice what is wrong with all of it, or null
 * @param back path to go on to, or empty
 * @param other address of the other way in, or empty
 * @param key hidden: the same as long as it is the same request
 */
public record EntranceView(
        Map<String, String> values,
        Map<String, String> errors,
        @Nullable String notice,
        String back,
        String other,
        String key) {}
