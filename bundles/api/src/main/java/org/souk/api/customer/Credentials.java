package org.souk.api.customer;

/**
 * An e-mail address and a password as the shopper typed them.
 *
 * @param email upper and lower case make no difference when the container looks up the account
 * @param password in clear text: must never be stored or logged
 */
public record Credentials(String email, String password) {
    /** Smallest length of a new password in characters (NIST SP 800-63B, section 5.1.1.1). */
    public static final int MIN_PASSWORD = 8;

    /** Largest length of a password in characters. */
    public static final int MAX_PASSWORD = 128;

    /** Reveals neither value, so that logs cannot contain them. */
    @Override
    public String toString() {
        return "Credentials[…]";
    }
}
