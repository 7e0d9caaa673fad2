package org.souk.api.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriceRangeTest {
    @ParameterizedTest
    @DisplayName("a range is written with a hyphen, either end may be open")
    @CsvSource({"1000-4999, 1000-4999", "5000-, 5000-", "-999, 0-999", "7-7, 7-7", "0-, 0-"})
    void reads(String text, String written) {
        assertThat(PriceRange.parse(text)).map(PriceRange::toString).hasValue(written);
    }

    @ParameterizedTest
    @DisplayName("anything else is none")
    @ValueSource(strings = {"", "-", "5-1", "1", "a-b", "1.5-2", "--1", "1-2-3", "1234567890123456-", " 1-2"})
    void refuses(String text) {
        assertThat(PriceRange.parse(text)).isEmpty();
    }

    @Test
    @DisplayName("both ends are included")
    void contains() {
        PriceRange range = new PriceRange(10, 20);
        assertThat(IntStream.rangeClosed(9, 21).filter(range::contains).toArray())
                .hasSize(11)
                .contains(10, 20);
        assertThat(new PriceRange(5, Long.MAX_VALUE).contains(Long.MAX_VALUE)).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> new PriceRange(-1, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> new PriceRange(6, 5));
    }

    @Test
    @DisplayName("a query is bounded")
    void query() {
        assertThatIllegalArgumentException().isThrownBy(() -> SearchQuery.of("", 0));
        assertThatIllegalArgumentException().isThrownBy(() -> SearchQuery.of("", 101));
        List<String> many = IntStream.range(0, 21).mapToObj(String::valueOf).toList();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SearchQuery("", "", Map.of("tag", many), List.of(), Availability.ANY, "", 1, 24));
        assertThat(new SearchQuery("", "", Map.of(), List.of(), Availability.ANY, "", 100_000, 100).skipped())
                .isEqualTo(9_999_900);
    }
}
