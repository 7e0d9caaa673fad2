package org.souk.storefront.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.souk.api.money.Money;
import org.souk.storefront.internal.template.Templates;

class ThemeTextsTest {
    private static Set<String> keys(String language) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = ThemeTexts.class.getResourceAsStream("messages_" + language + ".properties")) {
            properties.load(in);
        }
        return new TreeSet<>(properties.stringPropertyNames());
    }

    @Test
    @DisplayName("A value is inserted as it is, also if it looks like a placeholder or a text with some")
    void valuesAreNotFilledAgain() {
        ThemeTexts texts = ThemeTexts.in(Locale.ENGLISH);
        String range = texts.get("price.range", "A", "B");
        assertThat(texts.get("price.range", "{1}{1}", "B")).isEqualTo(range.replace("A", "{1}{1}"));
        assertThat(texts.get("price.range", "{0}", "{0}{1}"))
                .isEqualTo("{0}" + range.substring(1, range.length() - 1) + "{0}{1}");
        assertThat(texts.get("price.range", "A")).contains("A", "{1}");
    }

    @Test
    void germanIsComplete() throws IOException {
        assertThat(keys("de")).isEqualTo(keys("en"));
    }

    @Test
    void templatesNameOnlyTextsThatAreThere() throws IOException {
        Set<String> known = keys("en");
        Pattern call = Pattern.compile("\\b(tn?)\\([\"']([a-z0-9.-]+)[\"']");
        for (String page : List.of(
                "layout",
                "header",
                "footer",
                "card",
                "home",
                "listing",
                "facets",
                "collection",
                "search",
                "product",
                "totals",
                "cart",
                "checkout",
                "order",
                "policy",
                "error",
                "parked")) {
            try (InputStream in = Templates.class.getResourceAsStream("pages/" + page + ".peb")) {
                Matcher matcher = call.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                while (matcher.find()) {
                    String key = matcher.group(2);
                    Stream<String> wanted =
                            matcher.group(1).equals("tn") ? Stream.of(key + ".one", key + ".other") : Stream.of(key);
                    assertThat(known)
                            .as(page)
                            .containsAll(wanted.filter(k -> !k.endsWith(".")).toList());
                }
            }
        }
    }

    @Test
    void speaksTheShopsLanguageElseEnglish() {
        assertThat(ThemeTexts.in(Locale.forLanguageTag("de-AT")).get("cart.title"))
                .isEqualTo("Ihr Warenkorb");
        assertThat(ThemeTexts.in(Locale.FRENCH).get("cart.title")).isEqualTo("Your cart");
        assertThat(ThemeTexts.in(Locale.UK).count("products", 1)).isEqualTo("1 product");
        assertThat(ThemeTexts.in(Locale.UK).count("products", 0)).isEqualTo("0 products");
        assertThat(ThemeTexts.in(Locale.GERMANY).count("checkout.few", 2, "Tee"))
                .contains("„Tee“", "2");
        assertThatThrownBy(() -> ThemeTexts.in(Locale.UK).get("no.such")).hasMessageContaining("no.such");
    }

    @Test
    void writesMoneyAsTheLocaleDoes() {
        Money pounds = new Money(129_900, Currency.getInstance("GBP"));
        Money euros = new Money(129_900, Currency.getInstance("EUR"));
        Money yen = new Money(1299, Currency.getInstance("JPY"));
        assertThat(new Formats(Locale.UK, ZoneOffset.UTC).money(pounds)).isEqualTo("£1,299.00");
        assertThat(new Formats(Locale.GERMANY, ZoneOffset.UTC).money(euros)).isEqualTo("1.299,00\u00a0€");
        assertThat(new Formats(Locale.JAPAN, ZoneOffset.UTC).money(yen))
                .contains("1,299")
                .doesNotContain(".");
        assertThat(new Formats(Locale.US, ZoneOffset.UTC).money(new Money(5, Currency.getInstance("USD"))))
                .isEqualTo("$0.05");
        assertThat(new Formats(Locale.GERMANY, ZoneOffset.UTC).country("CH")).isEqualTo("Schweiz");
        assertThat(Formats.percentOff(new Money(1000, pounds.currency()), new Money(870, pounds.currency())))
                .isEqualTo(13);
    }

    @ParameterizedTest
    @DisplayName("times are shown in the shop's zone, with its name")
    @CsvSource({
        "en-GB, Europe/London, 2026-11-23T14:30:00Z, 23 November 2026, 14:30 GMT",
        "en-GB, Europe/London, 2026-06-23T14:30:00Z, 23 June 2026, 15:30 BST",
        "de-DE, Europe/Berlin, 2026-12-31T23:30:00Z, 1. Januar 2027, 00:30 MEZ",
        "en-GB, UTC, 2026-11-23T14:30:00Z, 23 November 2026, 14:30 UTC",
    })
    void times(String locale, String zone, String instant, String date, String time) {
        Formats formats = new Formats(Locale.forLanguageTag(locale), ZoneId.of(zone));
        assertThat(formats.dateTime(Instant.parse(instant))).startsWith(date).endsWith(time);
        assertThat(formats.date(Instant.parse(instant))).isEqualTo(date);
    }
}
