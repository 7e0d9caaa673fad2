package org.souk.deployer.internal.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogContributor;
import org.souk.api.catalog.Problem;
import org.souk.deployer.internal.MemoryFiles;
import org.souk.deployer.internal.Zips;
import org.souk.deployer.internal.archive.NoSpaceException;
import org.souk.deployer.internal.problem.Limits;
import org.souk.deployer.internal.problem.Problems;
import org.souk.deployer.internal.read.CatalogReader;
import org.souk.deployer.internal.read.SourceMetadata;

class ContributorsTest {
    @TempDir
    Path folder;

    private final Contributors contributors = new Contributors();
    private final Problems problems = new Problems();
    private final AtomicInteger closed = new AtomicInteger();

    private interface Work {
        CatalogContributor.Prepared prepare() throws IOException;
    }

    private void add(Work work) {
        contributors.add(new CatalogContributor() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public Prepared prepare(Preparation version) throws IOException {
                return work.prepare();
            }
        });
    }

    private void prepare() throws IOException {
        MemoryFiles files = new MemoryFiles(Zips.shop("tack"));
        Catalog catalog = new CatalogReader(Limits.DEFAULT)
                .read(files, new SourceMetadata("1", List.of(), "d", false), new Problems())
                .catalogOrNull();
        contributors.prepare(catalog, files, folder, null, List.of(), problems);
    }

    private void addOneThatIsReady() {
        AutoCloseable share = closed::incrementAndGet;
        add(() -> new CatalogContributor.Prepared.Ready(share, List.of()));
    }

    @Test
    @DisplayName("What was prepared is closed when a later part refuses, fails, or runs out of memory")
    void closed() throws IOException {
        List<Work> failures = List.of(
                () -> new CatalogContributor.Prepared.Refused(List.of(Problem.error("x", 0, "not today"))),
                () -> {
                    throw new IOException("it broke");
                },
                () -> {
                    throw new IllegalStateException("broken");
                },
                () -> {
                    throw new OutOfMemoryError("says the test");
                },
                () -> {
                    throw new AssertionError("any error");
                });
        for (Work failure : failures) {
            ContributorsTest one = new ContributorsTest();
            one.folder = folder;
            one.addOneThatIsReady();
            one.add(failure);
            try {
                one.prepare();
            } catch (OutOfMemoryError | AssertionError e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
            assertThat(one.closed).hasValue(1);
        }
    }

    @Test
    @DisplayName("A full disk is no problem of the catalog, however deep the part says it")
    void full() {
        addOneThatIsReady();
        add(() -> {
            throw new IOException("the index is closed", new IOException("No space left on device"));
        });
        assertThatThrownBy(this::prepare).isInstanceOf(NoSpaceException.class);
        assertThat(problems.refused()).isFalse();
        assertThat(closed).hasValue(1);
    }
}
