package org.souk.core.internal.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PasswordHasherTest {
    @Test
    void aPasswordFitsItsOwnHashAndNoOther() {
        PasswordHasher passwords = new PasswordHasher(1);
        String hash = passwords.hash("correct horse").orElseThrow();
        assertThat(passwords.hash("correct horse")).get().isNotEqualTo(hash);
        assertThat(passwords.matches("correct horse", hash)).contains(true);
        assertThat(passwords.matches("correct horse ", hash)).contains(false);
        assertThat(passwords.matches("correct horse", null)).contains(false);
    }

    @Test
    void whenTooManyWaitTheRestIsRefusedAtOnce() throws Exception {
        PasswordHasher passwords = new PasswordHasher(1);
        List<Callable<Optional<Boolean>>> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            all.add(() -> passwords.matches("guess", null));
        }
        ExecutorService threads = Executors.newFixedThreadPool(200);
        int refused = 0;
        for (Future<Optional<Boolean>> answer : threads.invokeAll(all)) {
            refused += answer.get().isEmpty() ? 1 : 0;
        }
        threads.shutdown();
        assertThat(refused).isBetween(1, 199);
        assertThat(passwords.matches("guess", null)).contains(false);
    }
}
