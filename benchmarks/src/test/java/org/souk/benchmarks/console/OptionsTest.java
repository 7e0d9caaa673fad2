package org.souk.benchmarks.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void theFirstChoiceIsTheDefault() {
        assertThat(new Options().choice("database", "both", "derby")).isEqualTo("both");
    }

    @Test
    void anUnknownChoiceIsRefused() {
        assertThatThrownBy(() -> new Options("--database", "postgres").choice("database", "both", "postgresql"))
                .hasMessage("--database is one of both, postgresql, not 'postgres'");
    }

    @Test
    void anUnknownOptionIsRefused() {
        Options options = new Options("--time", "3");
        options.number("times", 30);
        assertThatThrownBy(options::complete).hasMessage("there is no option --time; there are --times");
    }
}
