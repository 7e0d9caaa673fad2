package org.souk.common.country;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountriesTest {
    @Test
    @DisplayName("all countries of the standard are known, and Kosovo")
    void codes() {
        assertThat(Countries.codes()).contains(Locale.getISOCountries()).contains("XK");
        assertThat(Countries.codes()).doesNotContain("UK", "EL", "EU");
        assertThat(Countries.codes().stream().filter(code -> !Countries.hasPostcodes(code)))
                .hasSizeBetween(55, 80);
    }

    @ParameterizedTest
    @CsvSource({
        "GB, true, Europe/London",
        "DE, true, Europe/Berlin",
        "US, true, America/New_York",
        "AU, true, Australia/Sydney",
        "BR, true, America/Sao_Paulo",
        "CA, true, America/Toronto",
        "RU, true, Europe/Moscow",
        "XK, true, Europe/Belgrade",
        "AE, false, Asia/Dubai",
        "HK, false, Asia/Hong_Kong",
        "JM, false, America/Jamaica",
        "UK, true, Z",
        "'', true, Z",
    })
    void country(String code, boolean postcodes, String zone) {
        assertThat(Countries.hasPostcodes(code)).isEqualTo(postcodes);
        assertThat(Countries.zone(code)).hasToString(zone);
    }

    @Test
    void suggestions() {
        assertThat(Countries.suggestion("UK")).contains("GB");
        assertThat(Countries.suggestion("EL")).contains("GR");
        assertThat(Countries.suggestion("XX")).isEmpty();
    }
}
