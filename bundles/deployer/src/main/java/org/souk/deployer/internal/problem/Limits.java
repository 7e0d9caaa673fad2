package org.souk.deployer.internal.problem;

/**
 * Size limits of one catalog, and one of all together.
 *
 * @param unpackedBytes bytes of all files together
 * @param entries number of files and folders
 * @param levels folders in one another
 * @param ratio unpacked bytes to packed bytes, checked above {@code ratioFrom} unpacked bytes
 * @param ratioFrom unpacked bytes from which the ratio is checked
 * @param yamlBytes bytes of one YAML file
 * @param tableBytes bytes of one product table
 * @param products products of a catalog
 * @param variants variants of one product
 * @param fieldCharacters characters of one cell
 * @param memoryBytes bytes of heap for the products of all catalogs together
 */
public record Limits(
        long unpackedBytes,
        int entries,
        int levels,
        int ratio,
        long ratioFrom,
        long yamlBytes,
        long tableBytes,
        int products,
        int variants,
        int fieldCharacters,
        long memoryBytes) {
    /**
     * The largest table in bytes that fits into a heap. Its values take twice its bytes, and twice that while an update replaces them all,
     * besides everything else in the container.
     */
    public static long tableBytes(long heap) {
        return Math.min(512L << 20, heap / 8);
    }

    /** The bytes for all products. The rest, a tenth at least, is for everything else in the container. */
    public static long memoryBytes(long heap, int percent) {
        return heap / 100 * Math.max(1, Math.min(90, percent));
    }

    /** The largest archive in bytes. Incompressible files are slightly larger packed than unpacked. */
    public long packedBytes() {
        return unpackedBytes + Math.min(unpackedBytes / 8, Long.MAX_VALUE - unpackedBytes);
    }

    /** The documented limits. */
    public static final Limits DEFAULT = new Limits(
            2L << 30, 200_000, 32, 200, 10L << 20, 1 << 20, 512 << 20, 500_000, 2048, 1 << 20, Long.MAX_VALUE);
}
