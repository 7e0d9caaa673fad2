package org.souk.storefront.internal.files;

import org.souk.common.digest.Sha256;

/**
 * Twelve hexadecimal digits of the SHA-256 of a file. They are part of its URL, or its ETag: a changed file gets another one, so browsers
 * can cache it for long.
 */
final class Hashes {
    private Hashes() {}

    static String of(String text) {
        return shorten(Sha256.of(text));
    }

    static String shorten(String sha256) {
        return sha256.substring(0, 12);
    }
}
