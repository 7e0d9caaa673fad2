package org.souk.api.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The stored form of a session token: its SHA-256, so that the database does not reveal tokens.
 *
 * @param value 64 lower-case hexadecimal digits
 */
public record SessionKey(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    /** @throws IllegalArgumentException if the value has another form */
    public SessionKey {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a session key has 64 hexadecimal digits");
        }
    }

    static SessionKey of(SessionToken token) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return new SessionKey(
                    HexFormat.of().formatHex(sha.digest(token.value().getBytes(StandardCharsets.US_ASCII))));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
