package org.souk.api.session;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The secret in a shopper's cookie that identifies the session: 192 random bits. Must never be stored or logged. The token of a signed-in
 * customer starts with {@value #CUSTOMER}, so that the container recognises guests without the database; only the database knows whether
 * the session is valid.
 *
 * @param value 32 characters of base64url, with the prefix for a customer
 */
public record SessionToken(String value) {
    private static final int BYTES = 24;
    private static final String CUSTOMER = "in.";
    private static final Pattern FORM = Pattern.compile("(?:in\\.)?[A-Za-z0-9_-]{32}");

    /** @throws IllegalArgumentException if the value has another form */
    public SessionToken {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a session token");
        }
    }

    /** Generates a token for a guest. */
    public static SessionToken random(SecureRandom random) {
        return new SessionToken(text(random));
    }

    /** Generates a token for a customer. */
    public static SessionToken ofCustomer(SecureRandom random) {
        return new SessionToken(CUSTOMER + text(random));
    }

    private static String text(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Returns whether the token was issued to a customer, who may have signed out since. */
    public boolean isCustomers() {
        return value.startsWith(CUSTOMER);
    }

    /** Reads the value of a cookie; empty if it has another form. */
    public static Optional<SessionToken> read(String cookie) {
        return FORM.matcher(cookie).matches() ? Optional.of(new SessionToken(cookie)) : Optional.empty();
    }

    /** Returns the stored form of the token. */
    public SessionKey key() {
        return SessionKey.of(this);
    }

    /** Does not reveal the secret, so that logs cannot contain it. */
    @Override
    public String toString() {
        return "SessionToken[…]";
    }
}
