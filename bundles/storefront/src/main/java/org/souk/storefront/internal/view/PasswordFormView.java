package org.souk.storefront.internal.view;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The form of sign-in, registration or a change of password, for its template.
 *
 * @param values what was entered, by field, without passwords
 * @param errors by field
 * @param notice what is wrong with the whole form, or null
 * @param back path of the page to return to afterwards, or empty
 * @param other address of the alternative, sign-in or registration; may be empty
 * @param key idempotency key, sent in a hidden field; empty where none is needed
 */
public record PasswordFormView(
        Map<String, String> values,
        Map<String, String> errors,
        @Nullable String notice,
        String back,
        String other,
        String key) {}
