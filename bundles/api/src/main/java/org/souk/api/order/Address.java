package org.souk.api.order;

/**
 * A shipping address. Its texts have no surrounding white space; {@code line2} and {@code region} may be empty.
 *
 * @param country ISO 3166-1 alpha-2 code in upper case
 */
public record Address(
        String name, String line1, String line2, String city, String region, String postcode, String country) {
    /** Largest length of each text in characters. */
    public static final int MAX_CHARACTERS = 200;
}
