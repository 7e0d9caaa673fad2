package org.souk.deployer.internal.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CustomerGroup;
import org.souk.deployer.internal.MemoryFiles;
import org.souk.deployer.internal.Zips;
import org.souk.deployer.internal.problem.Limits;
import org.souk.deployer.internal.problem.Problems;

class CatalogYamlTest {
    @Test
    void theSmallestHasOneDeliveryOnePaymentAndNoTax() {
        Readings read = Readings.more("");
        assertThat(read.told()).isEmpty();
        Catalog shop = read.catalog();
        assertThat(shop.version()).isEqualTo("abc");
        assertThat(shop.settings().shipping()).singleElement().satisfies(method -> {
            assertThat(method.id()).isEqualTo("standard");
            assertThat(method.price().isZero()).isTrue();
        });
        assertThat(shop.settings().payments()).singleElement().satisfies(p -> assertThat(p.method())
                .isEqualTo("invoice"));
        assertThat(shop.settings().tax().rates()).isEmpty();
        assertThat(shop.settings().sessionLifetime()).isEqualTo(Duration.ofDays(30));
        assertThat(shop.settings().customerGroup()).isEmpty();
        assertThat(Readings.more("customers: isolated\n").told()).isEmpty();
    }

    @Test
    void everyKeyIsRead() {
        Readings read = Readings.more("""
                version: "1.2"
                canonical: https://shop.example.com:8443
                tagline: Saddles
                description: |
                  Two
                  lines
                contact: {email: a@b.example, phone: "+44", address: "1 Lane"}
                session: {days: 7}
                customers: {group: riding-2}
                orders: {prefix: "T-", start: 1001}
                tax: {included: false, rates: [{country: GB, name: VAT, percent: 20}, {country: "*", percent: "7.5"}]}
                shipping:
                  - {id: post, name: Post, price: 3.95, freeFrom: "60.00", countries: [GB, NO]}
                payments: [{method: invoice, name: By invoice, instructions: Pay.}]
                theme:
                  colors: {primary: "#7a3b12", onPrimary: "#fff"}
                  fonts: {heading: display, body: slab}
                  radius: 12
                  layout: gallery
                  hero: {title: T, text: U, link: /c/saddles, button: Go}
                """);
        assertThat(read.told()).isEmpty();
        var settings = read.catalog().settings();
        assertThat(read.catalog().version()).isEqualTo("1.2");
        assertThat(settings.hosts()).extracting(Object::toString).containsExactly("tack.localhost", "shop.example.com");
        assertThat(settings.shipping().get(0).countries()).isEqualTo(Set.of("GB", "NO"));
        assertThat(settings.shipping().get(0).price().amount()).isEqualTo(395);
        assertThat(settings.customerGroup()).contains(new CustomerGroup("riding-2"));
        assertThat(settings.orders().start()).isEqualTo(1001);
        assertThat(settings.tax().rate("FR").orElseThrow().percent()).isEqualByComparingTo("7.5");
        assertThat(settings.theme().layout()).isEqualTo("gallery");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hosst: [x] | catalog.yaml:6: the key 'hosst' is unknown; did you mean 'hosts'?",
                "customers: shared | catalog.yaml:6: customers: 'shared' is not known; write isolated, or {group: riding} to share them with other shops",
                "customers: {group: a b} | catalog.yaml:6: group: 'a b' is no group of shops; write 1 to 63 small letters, digits or hyphens",
                "customers: {grup: a} | catalog.yaml:6: the key 'grup' is unknown; did you mean 'group'?",
                "name: Twice | catalog.yaml:6: the key 'name' appears twice, first in line 2; remove one",
                "session: {days: 0} | catalog.yaml:6: days: '0' is not a whole number from 1 to 365",
                "orders: {prefix: A1} | catalog.yaml:6: prefix: the prefix 'A1' ends in a digit",
                "orders: {prefix: a_} | catalog.yaml:6: prefix: 'a_' is no prefix",
                "session: 5 | catalog.yaml:6: 'session' must hold keys and values, like 'name: value'",
                "theme: {colors: {primary: red}} | catalog.yaml:6: primary: 'red' is no colour",
                "theme: {fonts: {body: display}} | catalog.yaml:6: body: 'display' is not known",
                "theme: {hero: {link: 'javascript:x'}} | catalog.yaml:6: link: 'javascript:x' is no link",
                "theme: {logo: ../x.svg} | catalog.yaml:6: logo: '../x.svg' is no file in static/",
                "shipping: [{id: a, price: -1}] | catalog.yaml:6: price: the price '-1' is negative; write 0 or more",
                "shipping: [{id: a, price: 1.999}] | has more decimals than GBP",
                "shipping: [{id: a, price: 1}, {id: a, price: 2}] | 'a' appears twice in 'shipping'",
                "shipping: [{price: 1}] | catalog.yaml:6: 'id' is missing; write it like 'id: standard'",
                "shipping: [{id: a, price: 1, countries: [UK]}] | 'UK' is no country",
                "tax: {rates: [{country: GB, percent: 120}]} | '120' is no percentage",
                "tax: {included: maybe} | 'maybe' is neither true nor false",
                "canonical: 'ftp://x' | a canonical address starts with http:// or https://",
                "tagline: \"a\\nb\" | 'tagline' must be one line",
                "contact: *x | aliases (*name) are not read",
                "tagline: [ | catalog.yaml:7: this is not valid YAML",
                "--- | a second document starts here",
            })
    void whatIsWrongIsToldWithItsLine(String line, String message) {
        assertThat(Readings.more(line + "\n").told())
                .anySatisfy(told -> assertThat(told).startsWith("ERROR").contains(message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id | Tack | 'Tack' is no catalog id",
                "currency | EURO | 'EURO' is no currency",
                "currency | XXX | 'XXX' is nothing to pay with",
                "locale | english | 'english' is no language",
                "locale | e | 'e' is no language",
                "hosts | ['*.com'] | claims too much",
                "hosts | [a_b.example] | is no host",
                "hosts | | 'hosts' is missing",
                "name | | 'name' is missing",
            })
    void whatEveryShopNeedsIsChecked(String key, String value, String message) {
        String yaml = Zips.shop("tack")
                .get("catalog.yaml")
                .replaceAll("(?m)^" + key + ":.*$", key + ": " + (value == null ? "" : value));
        assertThat(Readings.yaml(yaml).told())
                .anySatisfy(told -> assertThat(told).startsWith("ERROR").contains(message));
    }

    @Test
    void allIsToldAtOnce() {
        assertThat(Readings.yaml("id: T\nnmae: x\ncurrency: Y\n").told()).hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    void aDeepFileIsRefusedWithoutBeingBuilt() {
        assertThat(Readings.more("theme: " + "[".repeat(100_000)).told())
                .first()
                .asString()
                .contains("too many levels");
    }

    @Test
    void aPictureThatIsNotThereIsAWarning() {
        Readings read = Readings.more("theme: {logo: logo.svg}\n");
        assertThat(read.told())
                .containsExactly(
                        "WARNING catalog.yaml:6: logo: there is no file static/logo.svg; add it or remove this line");
        assertThat(read.catalog().settings().theme().logo()).isNull();
    }

    @Test
    void otherEncodingsAreNamed() {
        MemoryFiles files = new MemoryFiles(Zips.shop("tack"));
        files.with(
                "catalog.yaml", "id: tack\nname: Caf\u00e9\n".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        assertThat(Readings.of(files).told().get(0))
                .contains(
                        "catalog.yaml:2: the file is not UTF-8 (byte 0xE9); it looks like Windows-1252, where this is 'é'");
        files.with("catalog.yaml", "id".getBytes(java.nio.charset.StandardCharsets.UTF_16));
        assertThat(Readings.of(files).told().get(0)).contains("UTF-16");
    }

    @Test
    void aPackedFolderIsToldAsSuch() {
        var files = Zips.shop("tack");
        files.put("tack/catalog.yaml", files.remove("catalog.yaml"));
        assertThat(Readings.of(new MemoryFiles(files)).told().get(0))
                .contains("it lies in tack/, so pack the files themselves");
    }

    @Test
    void namesThatNobodyReadsAreWarnedOf() {
        var files = Zips.shop("tack");
        files.put("product.csv", "x");
        files.put("statics/a.svg", "x");
        files.put("README.md", "x");
        files.put("products.de-DE.csv", "x");
        assertThat(Readings.of(new MemoryFiles(files)).told())
                .containsExactly(
                        "WARNING products.de-DE.csv: this version neither translates products nor sends mail; the file is kept for one that does",
                        "WARNING product.csv: nothing reads this; did you mean products.csv?",
                        "WARNING statics/: nothing reads this; did you mean static/?");
    }

    @Test
    void aPaymentMethodThatNobodyHandlesIsRefused() {
        var files = Zips.shop("tack");
        files.put("catalog.yaml", files.get("catalog.yaml") + "payments: [{method: card}]\n");
        assertThat(Readings.of(new MemoryFiles(files)).told())
                .singleElement()
                .asString()
                .contains("'card' is no payment method of this container; write invoice");
        Problems problems = new Problems();
        new CatalogReader(Limits.DEFAULT)
                .read(new MemoryFiles(files), new SourceMetadata("1", List.of(), "d", true), problems);
        assertThat(problems.refused()).isFalse();
    }

    @Test
    void collectionsAreBoundedAndSoAreGuesses() {
        Map<String, String> files = Zips.shop("tack");
        StringBuilder yaml = new StringBuilder("collections:\n");
        for (int i = 0; i < 2001; i++) {
            yaml.append("- {handle: c").append(i).append(", title: C, products: [mugg]}\n");
        }
        files.put("collections.yaml", yaml.toString());
        Readings read = Readings.of(new MemoryFiles(files));
        assertThat(read.told())
                .anyMatch(t -> t.contains("collections.yaml:2002: there are more than 2000 collections"))
                .anyMatch(t -> t.contains("collections.yaml:21: there is no product 'mugg'; did you mean 'mug'?"))
                .anyMatch(t -> t.contains("collections.yaml:22: there is no product 'mugg'; remove it here"));
    }

    @ParameterizedTest
    @CsvSource({
        "en-GB, , Europe/London",
        "de-DE, , Europe/Berlin",
        "en-US, , America/New_York",
        "pt-BR, , America/Sao_Paulo",
        "en, , Z",
        "en-GB, Asia/Tokyo, Asia/Tokyo",
        "en-GB, UTC, UTC"
    })
    void theTimeZoneIsTheCountrysUnlessOneIsGiven(String locale, String given, String zone) {
        Map<String, String> files = Zips.shop("tack", "tack.localhost");
        files.computeIfPresent(
                "catalog.yaml",
                (name, yaml) -> yaml.replaceAll("locale: .*", "locale: " + locale)
                        + (given == null ? "" : "timezone: " + given + "\n"));
        Problems problems = new Problems();
        Catalog catalog = new CatalogReader(Limits.DEFAULT)
                .read(new MemoryFiles(files), new SourceMetadata("abc", List.of(), "digest", false), problems)
                .catalogOrNull();
        assertThat(problems.all()).isEmpty();
        assertThat(catalog.timezone()).hasToString(zone);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "timezone: Europe/Londn | 'Europe/Londn' is no time zone; write one like Europe/London",
                "timezone: GMT+1 | 'GMT+1' is no time zone",
                "'tax: {rates: [{country: UK, percent: 20}]}' | 'UK' is no country; did you mean GB?",
                "'tax: {rates: [{country: EL, percent: 24}]}' | 'EL' is no country; did you mean GR?",
                "'tax: {rates: [{country: ZZ, percent: 24}]}' | 'ZZ' is no country; write two capital letters",
            })
    void zonesAndCountriesThatAreNone(String yaml, String problem) {
        assertThat(Readings.more(yaml + "\n").told()).singleElement().asString().contains(problem);
    }

    @Test
    void kosovoIsACountry() {
        assertThat(Readings.more("tax: {rates: [{country: XK, percent: 18}]}\n").told())
                .isEmpty();
    }
}
