package org.souk.itests.robustness;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * The options of a fuzzer, and random changes of bytes. {@code -Dsouk.fuzz.seconds} is how long it runs, 60 unless given;
 * {@code -Dsouk.fuzz.seed} repeats an earlier run, whose seed is printed.
 */
final class Fuzz {
    private static final List<String> TOKENS = List.of(
            "%",
            "%00",
            "%ff",
            "%2e%2e/",
            "%c0%80",
            "%u0041",
            "..",
            ";",
            "//",
            "\\",
            "\r\n",
            "\n",
            "\r",
            "\0",
            " ",
            "\t",
            ":",
            "\"",
            "'",
            "\u00a0",
            "\u00e4",
            "\u0080",
            "\u00ff",
            "?",
            "#",
            "&",
            "=",
            ",",
            "Host: x\r\n",
            "Content-Length: 5\r\n",
            "Transfer-Encoding: chunked\r\n",
            "0\r\n\r\n",
            "ffffffffffffffff",
            "-1",
            "99999999999999999999",
            "1e999",
            "NaN",
            "null",
            "{",
            "[",
            "}",
            "]",
            "\\ud800",
            "<script>",
            "HTTP/1.1",
            "HTTP/2.0",
            "GET / ");

    private Fuzz() {}

    static Duration time() {
        return Duration.ofSeconds(Long.getLong("souk.fuzz.seconds", 60));
    }

    /** Prints the seed, so that a failure can be repeated. */
    static long seed(String name) {
        long seed = Long.getLong("souk.fuzz.seed", System.nanoTime() & 0xffff_ffffL);
        System.out.println(name + ": -Dsouk.fuzz.seed=" + seed + " -Dsouk.fuzz.seconds=" + time().toSeconds());
        return seed;
    }

    static <T> T oneOf(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** A copy with one to five changes: bytes replaced, removed, repeated, or tokens of protocols put between. */
    static byte[] mutated(Random random, byte[] content) {
        byte[] changed = content;
        for (int changes = 1 + random.nextInt(5); changes > 0; changes--) {
            int from = random.nextInt(changed.length + 1);
            int to = Math.min(changed.length, from + random.nextInt(12));
            byte[] between =
                    switch (random.nextInt(5)) {
                        case 0 -> bytes(oneOf(random, TOKENS));
                        case 1 -> new byte[0];
                        case 2 -> repeated(changed, from, to, 1 + random.nextInt(4));
                        case 3 -> noise(random, to - from);
                        default -> bytes(String.valueOf(random.nextLong()));
                    };
            changed = replaced(changed, from, random.nextBoolean() ? to : from, between);
        }
        return random.nextInt(20) == 0 ? java.util.Arrays.copyOf(changed, random.nextInt(changed.length + 1)) : changed;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] noise(Random random, int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] repeated(byte[] content, int from, int to, int times) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            all.write(content, from, to - from);
        }
        return all.toByteArray();
    }

    private static byte[] replaced(byte[] content, int from, int to, byte[] between) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(content, 0, from);
        all.writeBytes(between);
        all.write(content, to, content.length - to);
        return all.toByteArray();
    }
}
