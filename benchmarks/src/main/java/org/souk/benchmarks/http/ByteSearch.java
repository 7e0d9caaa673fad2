package org.souk.benchmarks.http;

/** Searches in bytes, so that pages need not be decoded. */
public final class ByteSearch {
    private ByteSearch() {}

    /** Index of the first occurrence in {@code [from, to)}, or -1. */
    public static int find(byte[] all, int from, int to, byte[] wanted) {
        outer:
        for (int i = Math.max(0, from); i <= to - wanted.length; i++) {
            for (int j = 0; j < wanted.length; j++) {
                if (all[i + j] != wanted[j]) {
                    continue outer;
                }
            }
            return i;
        }
        return -1;
    }
}
