package org.souk.deployer.internal.read;

import java.util.List;
import java.util.Map;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogFiles;
import org.souk.deployer.internal.MemoryFiles;
import org.souk.deployer.internal.Zips;
import org.souk.deployer.internal.problem.Limits;
import org.souk.deployer.internal.problem.Problems;

/** A catalog that a test read, and the problems that were reported. */
record Readings(CatalogReader.Reading reading, List<String> told) {
    static Readings of(CatalogFiles files) {
        Problems problems = new Problems();
        CatalogReader.Reading reading = new CatalogReader(Limits.DEFAULT)
                .read(files, new SourceMetadata("abc", List.of(), "digest", false), problems);
        return new Readings(
                reading,
                problems.all().stream().map(p -> p.severity() + " " + p).toList());
    }

    static Readings yaml(String yaml) {
        Map<String, String> files = Zips.shop("tack");
        files.put("catalog.yaml", yaml);
        return of(new MemoryFiles(files));
    }

    /** The smallest catalog.yaml and more of it. */
    static Readings more(String yaml) {
        return yaml(Zips.shop("tack").get("catalog.yaml") + yaml);
    }

    static Readings csv(String csv) {
        Map<String, String> files = Zips.shop("tack");
        files.put("products.csv", csv);
        return of(new MemoryFiles(files));
    }

    Catalog catalog() {
        if (reading.catalogOrNull() == null) {
            throw new AssertionError("refused: " + told);
        }
        return reading.catalogOrNull();
    }
}
