package org.souk.deployer.internal.problem;

/**
 * What one catalog may weigh.
 *
 * @param unpackedBytes of all its files together
 * @param entries files in it
 * @param ratio unpacked to packed, looked at beyond {@code ratioFrom} bytes
 * @param ratioFrom bytes unpacked from which the ratio counts
 * @param yamlBytes of one YAML file
 * @param tableBytes of one table of products
 * @param products in a catalog
 * @param variants of one product
 * @param fieldCharacters in one cell
 */
public record Limits(
        long unpackedBytes,
        int entries,
        int ratio,
        long ratioFrom,
        long yamlBytes,
        long tableBytes,
        int products,
        int variants,
        int fieldCharacters) {
    /**
     * What of a table fits into a heap: its values take twice its bytes, twice over when an update changes them all, beside all else
     * that a container holds.
     */
    public static long tableBytes(long heap) {
        return Math.min(512L << 20, heap / 8);
    }

    /** What an archive may have packed: what does not shrink is a little longer packed than unpacked. */
    public long packedBytes() {
        return unpackedBytes + Math.min(unpackedBytes / 8, Long.MAX_VALUE - unpackedBytes);
    }

    /** As the contract says. */
    public static final Limits DEFAULT =
            new Limits(2L << 30, 200_000, 200, 10L << 20, 1 << 20, 512 << 20, 500_000, 2048, 1 << 20);
}
