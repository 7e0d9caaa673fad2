package org.souk.deployer.internal.route;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/**
 * The domains below which different owners register names, from the list at publicsuffix.org that Apache HttpClient carries. Only listed
 * rules count, so a name like {@code shop.internal} is none.
 */
final class PublicSuffixes {
    private static final String LIST = "/org/publicsuffix/list/effective_tld_names.dat";

    private PublicSuffixes() {}

    /** Read when the first catalog claims a wildcard. */
    private static final class Rules {
        static final Set<String> ALL = read();
    }

    /** @param domain in lower-case ASCII */
    static boolean contains(String domain) {
        return !Rules.ALL.contains("!" + domain)
                && (Rules.ALL.contains(domain) || Rules.ALL.contains("*." + domain.substring(domain.indexOf('.') + 1)));
    }

    private static Set<String> read() {
        Set<String> rules = new HashSet<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(PublicSuffixes.class.getResourceAsStream(LIST)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String rule = line.strip();
                if (!rule.isEmpty() && !rule.startsWith("//")) {
                    rules.add(ascii(rule));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rules;
    }

    private static String ascii(String rule) {
        String mark = rule.startsWith("!") ? "!" : rule.startsWith("*.") ? "*." : "";
        return mark + IDN.toASCII(rule.substring(mark.length()), IDN.ALLOW_UNASSIGNED);
    }
}
