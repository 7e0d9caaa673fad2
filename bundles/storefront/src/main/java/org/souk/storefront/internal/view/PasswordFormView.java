package org.souk.storefront.internal.view;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A form with a password.
 *
 * @param values what was entered, by field, without passwords
 * @param errors by field
 * @param notice what is wrong with the whole form, or null
 * @param back path to go on to, or empty
 * @param other address of the alternative, sign-in or registration; may be empty
 * @param key hidden: the idempotency key
 */
public record PasswordFormView(
        Map<String, String> values,
        Map<String, String> errors,
        @Nullable String notice,
        String back,
        String other,
        String key) {}
