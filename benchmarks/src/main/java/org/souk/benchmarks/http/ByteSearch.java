package org.souk.benchmarks.http;

/** Searching in bytes: a page is looked at without making a text of it. */
public final class ByteSearch {
    private ByteSearch() {}

    /** Where it stands first in {@code [from, to)}; -1 if nowhere. */
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
