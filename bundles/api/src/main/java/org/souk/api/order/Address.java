package org.souk.api.order;

/**
 * Where an order goes. Texts are stripped; {@code line2} and {@code region} may be empty.
 *
 * @param country ISO 3166 alpha-2, upper case
 */
public record Address(
        String name, String line1, String line2, String city, String region, String postcode, String country) {
    /** Most characters of each text. */
    public static final int MOST_CHARACTERS = 200;
}
