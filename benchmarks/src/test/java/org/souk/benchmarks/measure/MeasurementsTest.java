package org.souk.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.souk.benchmarks.console.Options;
import org.souk.benchmarks.console.Verdict;

class MeasurementsTest {
    @Test
    @DisplayName("the median is the middle value, or lies between the two in the middle")
    void median() {
        assertThat(new Measurements().add(3).add(1).add(2).median()).isEqualTo(2);
        assertThat(new Measurements().add(4).add(1).add(2).add(3).median()).isEqualTo(2.5);
        assertThatThrownBy(() -> new Measurements().median()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("a percentile is a value that was measured")
    void percentile() {
        Measurements sample = new Measurements();
        for (int i = 1; i <= 10; i++) {
            sample.add(i * 10);
        }
        assertThat(sample.percentile(90)).isEqualTo(90);
        assertThat(sample.percentile(91)).isEqualTo(100);
        assertThat(sample.percentile(100)).isEqualTo(sample.worst());
    }

    @Test
    @DisplayName("one bound that is not kept makes the whole not met")
    void verdict() {
        assertThat(new Verdict().atMost("kept", 2, 2, " s").none("kept", 0).met())
                .isTrue();
        assertThat(new Verdict().atMost("broken", 2.01, 2, " s").none("kept", 0).met())
                .isFalse();
        assertThat(new Verdict().so("broken", false).met()).isFalse();
        assertThat(new Verdict().atLeast("kept", 60, 60, " %").met()).isTrue();
        assertThat(new Verdict().atLeast("broken", 59.9, 60, " %").met()).isFalse();
    }

    @Test
    @DisplayName("what was measured in turn is compared turn by turn")
    void per() {
        Measurements percent = new Measurements()
                .add(50)
                .add(30)
                .per(new Measurements().add(100).add(40));
        assertThat(percent.best()).isEqualTo(50);
        assertThat(percent.worst()).isEqualTo(75);
    }

    @Test
    @DisplayName("an option that nobody knows is told, and so is a value that is no number")
    void options() {
        Options options = new Options("--times", "20", "--tmies", "30");
        assertThat(options.number("times", 1)).isEqualTo(20);
        assertThatThrownBy(options::complete).hasMessageContaining("--tmies").hasMessageContaining("--times");
        assertThatThrownBy(() -> new Options("--times", "many").number("times", 1))
                .hasMessageContaining("many");
        assertThatThrownBy(() -> new Options("times")).hasMessageContaining("pairs");
    }
}
