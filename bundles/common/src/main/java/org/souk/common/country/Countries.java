package org.souk.common.country;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The countries of ISO 3166-1, and Kosovo, by their alpha-2 codes in upper case. */
public final class Countries {
    /** Codes that people write for others: the United Kingdom's, and the EU's for Greece. */
    private static final Map<String, String> MISTAKEN = Map.of("UK", "GB", "EL", "GR");

    private static final SortedMap<String, Country> ALL = read();

    private Countries() {}

    private record Country(ZoneId zone, boolean postcodes) {}

    /** All codes, in their alphabetical order. */
    public static Set<String> codes() {
        return ALL.keySet();
    }

    public static boolean contains(String code) {
        return ALL.containsKey(code);
    }

    /** The code that is probably meant by one that is not in the standard. */
    public static Optional<String> suggestion(String code) {
        return Optional.ofNullable(MISTAKEN.get(code));
    }

    /** Whether an address needs a postcode; also true for an unknown country. */
    public static boolean hasPostcodes(String code) {
        Country country = ALL.get(code);
        return country == null || country.postcodes();
    }

    /** The time zone in which most people of the country live; UTC if it is unknown. */
    public static ZoneId zone(String code) {
        Country country = ALL.get(code);
        return country == null ? ZoneOffset.UTC : country.zone();
    }

    private static SortedMap<String, Country> read() {
        SortedMap<String, Country> all = new TreeMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Countries.class.getResourceAsStream("countries.csv")),
                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    String[] cells = line.split(",", -1);
                    all.put(cells[0], new Country(ZoneId.of(cells[1]), cells[2].equals("yes")));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Collections.unmodifiableSortedMap(all);
    }
}
