package org.souk.deployer.internal.read.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Suggests the known word that a misspelt word probably means, by edit distance. */
public final class SpellingSuggestion {
    private SpellingSuggestion() {}

    /** {@code "; did you mean 'hosts'?"}, or the list of all known words. */
    public static String hint(String word, Collection<String> known) {
        return of(word, known)
                .map(near -> "; did you mean '" + near + "'?")
                .orElseGet(() -> "; known here: "
                        + String.join(", ", known.stream().sorted().toList()));
    }

    /** The known word with the smallest distance, if at most a third of the letters differ. */
    public static Optional<String> of(String word, Collection<String> known) {
        String asked = word.toLowerCase(Locale.ROOT);
        int most = Math.max(1, asked.length() / 3);
        return known.stream()
                .filter(k -> Math.abs(k.length() - asked.length()) <= most)
                .filter(k -> distance(asked, k.toLowerCase(Locale.ROOT)) <= most)
                .min(Comparator.comparingInt((String k) -> distance(asked, k.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Number of letters to insert, remove, replace or swap with their neighbour. */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int replace = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                cost[i][j] = Math.min(replace, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
