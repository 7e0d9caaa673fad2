package org.souk.deployer.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogNameSuggestionTest {
    @ParameterizedTest
    @CsvSource({
        "bakery.zip, bakery.catalog.zip",
        "Bakery.ZIP, bakery.catalog.zip",
        "bakery.catalog.ZIP, bakery.catalog.zip",
        "Bakery.Catalog.zip, bakery.catalog.zip",
        "bakery.catalog (1).zip, bakery.catalog.zip",
        "bakery(2).catalog.zip, bakery.catalog.zip",
        "bakery.catalog - Copy.zip, bakery.catalog.zip",
        "bakery.catalog - Kopie (2).zip, bakery.catalog.zip",
        "Copy of bakery.catalog.zip, bakery.catalog.zip",
        "bakery.catalog copy 2.zip, bakery.catalog.zip",
        "bakery.catalog.zip.zip, bakery.catalog.zip",
        "bakery-catalog.zip, bakery.catalog.zip",
        "bakery_catalogue.zip, bakery.catalog.zip",
        "bakery catalog.zip, bakery.catalog.zip",
        "bakery.catalog.zip.part, bakery.catalog.zip",
        "bakery.catalog.zip.filepart, bakery.catalog.zip",
        "bakery.zip.crdownload, bakery.catalog.zip",
        "bakery.catalog.tar.gz, bakery.catalog.zip",
        "bakery.catalog.rar, bakery.catalog.zip",
        "bakery.catalog, bakery.catalog.zip",
        "The Corner Bakery.zip, the-corner-bakery.catalog.zip",
        "2nd-hand.zip, nd-hand.catalog.zip",
        "catalog.zip, <id>.catalog.zip",
        "catalog.yaml, <id>.catalog/catalog.yaml",
        "products.csv, <id>.catalog/products.csv",
        "notes.txt, ",
        "photo.jpg, ",
        "bakery.jar, ",
        "catalog.xml, ",
    })
    void file(String name, String right) {
        assertThat(CatalogNameSuggestion.suggestion(name, false, false).orElse(null))
                .isEqualTo(right);
    }

    @ParameterizedTest
    @CsvSource({
        "bakery, true, bakery.catalog",
        "Bakery Shop, true, bakery-shop.catalog",
        "bakery, false, ",
        "old, false, ",
        "bakery.Catalog, false, bakery.catalog",
        "bakery-catalog, false, bakery.catalog",
        "bakery.catalog (1), false, bakery.catalog",
        "bakery.catalog.tmp, false, bakery.catalog",
        "bakery.catalog.zip, false, bakery.catalog",
        "catalog, true, <id>.catalog",
    })
    void folder(String name, boolean content, String right) {
        assertThat(CatalogNameSuggestion.suggestion(name, true, content).orElse(null))
                .isEqualTo(right);
    }

    @ParameterizedTest
    @CsvSource({
        ".x.catalog.zip, true",
        ".git, true",
        "__MACOSX, true",
        "Thumbs.db, true",
        "bakery.zip~, true",
        "bakery.zip.problems.txt, true",
        "bakery.zip, false",
        "old, false",
    })
    void ignored(String name, boolean expected) {
        assertThat(CatalogNameSuggestion.ignored(name)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "x.jar, true",
        "features.xml, true",
        "shop.kar, true",
        "x.war, true",
        "org.souk.web.cfg, true",
        "X.CFG, true",
        "x.config, true",
        "notes.txt, false",
        "x.zip, false",
    })
    void artifact(String name, boolean expected) {
        assertThat(CatalogNameSuggestion.artifact(name)).isEqualTo(expected);
    }
}
