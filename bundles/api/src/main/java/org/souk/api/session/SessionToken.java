package org.souk.api.session;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The secret in the shopper's cookie: 192 random bits as 32 characters of base64url. Never stored, never logged. That of a session which
 * somebody signed in to begins with {@value #CUSTOMER}, so that guests are told from customers without a question; whether it is true
 * only the database knows.
 *
 * @param value 32 characters of base64url, for a customer with the mark before them
 */
public record SessionToken(String value) {
    private static final int BYTES = 24;
    private static final String CUSTOMER = "in.";
    private static final Pattern FORM = Pattern.compile("(?:in\\.)?[A-Za-z0-9_-]{32}");

    /**
     * @throws IllegalArgumentException if it has another form
     */
    public SessionToken {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a session token");
        }
    }

    /** A guest's new one. */
    public static SessionToken random(SecureRandom random) {
        return new SessionToken(text(random));
    }

    /** A customer's new one. */
    public static SessionToken ofCustomer(SecureRandom random) {
        return new SessionToken(CUSTOMER + text(random));
    }

    private static String text(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Whether it is, or was, that of a customer who signed in; a guest's never is. */
    public boolean isCustomers() {
        return value.startsWith(CUSTOMER);
    }

    /** Reads a cookie's value; empty if it cannot be one of ours. */
    public static Optional<SessionToken> read(String cookie) {
        return FORM.matcher(cookie).matches() ? Optional.of(new SessionToken(cookie)) : Optional.empty();
    }

    /** What is stored. */
    public SessionKey key() {
        return SessionKey.of(this);
    }

    /** Does not tell the secret. */
    @Override
    public String toString() {
        return "SessionToken[…]";
    }
}
