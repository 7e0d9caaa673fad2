package org.souk.api.session;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The secret in the shopper's cookie: 192 random bits as 32 characters of base64url. Never stored, never logged.
 *
 * @param value 32 characters of base64url
 */
public record SessionToken(String value) {
    private static final int BYTES = 24;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{32}");

    /**
     * @throws IllegalArgumentException if it has another form
     */
    public SessionToken {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a session token");
        }
    }

    /** A new one. */
    public static SessionToken random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new SessionToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
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
