package org.souk.storefront.internal.files;

import org.souk.common.digest.Sha256;

/** Twelve hexadecimal digits of SHA-256 that name a content in its address. */
final class Hashes {
    private Hashes() {}

    static String of(String text) {
        return shorten(Sha256.of(text));
    }

    static String shorten(String sha256) {
        return sha256.substring(0, 12);
    }
}
