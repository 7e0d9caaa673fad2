package org.souk.deployer.internal.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.souk.deployer.internal.problem.Limits;
import org.souk.deployer.internal.problem.Problems;

class EntryFilterTest {
    private static final Limits LIMITS =
            new Limits(1_000_000, 20, 4, 200, 10 << 20, 1 << 20, 1 << 20, 1000, 100, 1000, Long.MAX_VALUE);

    private final EntryFilter check = new EntryFilter("x.catalog.zip", "", -1, LIMITS, new Problems());

    @ParameterizedTest
    @ValueSource(strings = {"a\u0001", "../", ".", ".git", "static"})
    void foldersOfAnyNameCount(String name) {
        assertThat(check.folder(name)).isTrue();
        assertThat(IntStream.range(0, 100).allMatch(i -> check.folder(name + i)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0001/", "a/"})
    void foldersOfAnyNameAreNestedOnlySoDeep(String name) {
        assertThat(check.folder(name.repeat(3))).isTrue();
        assertThat(check.folder(name.repeat(6))).isFalse();
    }
}
