package org.souk.api.session;

import java.util.regex.Pattern;
import org.souk.common.digest.Sha256;

/**
 * The stored form of a session token: its SHA-256, so that nobody who reads the database can use the sessions.
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
        return new SessionKey(Sha256.of(token.value()));
    }

    @Override
    public String toString() {
        return value;
    }
}
