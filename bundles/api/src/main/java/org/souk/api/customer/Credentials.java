package org.souk.api.customer;

/**
 * What a shopper signs in with, as it was typed.
 *
 * @param email looked up without regard to case
 * @param password in the clear: never stored, never logged
 */
public record Credentials(String email, String password) {
    /** Fewest characters of a new password (NIST SP 800-63B, 5.1.1.1). */
    public static final int LEAST_PASSWORD = 8;

    /** Most characters of a password. */
    public static final int MOST_PASSWORD = 128;

    /** Tells neither. */
    @Override
    public String toString() {
        return "Credentials[…]";
    }
}
