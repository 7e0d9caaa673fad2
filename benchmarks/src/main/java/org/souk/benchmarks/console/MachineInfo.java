package org.souk.benchmarks.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.souk.itests.Distribution;

/** Prints the machine and the distribution, without which figures cannot be compared. */
public final class MachineInfo {
    private MachineInfo() {}

    public static void print(String program) {
        new Table("what", "value")
                .row("program", program)
                .row("time", Instant.now().truncatedTo(ChronoUnit.SECONDS))
                .row("distribution", Distribution.ARCHIVE.getFileName() + " of " + modified(Distribution.ARCHIVE))
                .row("CPU", field("/proc/cpuinfo", "model name"))
                .row("cores", Runtime.getRuntime().availableProcessors())
                .row("memory", field("/proc/meminfo", "MemTotal"))
                .row("JDK", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"))
                .row("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"))
                .row("load average before", load())
                .print();
    }

    /** Load averages of the last 1, 5 and 15 minutes. */
    public static String load() {
        String[] words = read("/proc/loadavg").split(" ", -1);
        return words.length < 3 ? "unknown" : words[0] + " " + words[1] + " " + words[2];
    }

    private static String field(String file, String name) {
        return read(file)
                .lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }

    private static String read(String file) {
        try {
            return Files.exists(Path.of(file)) ? Files.readString(Path.of(file)) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Instant modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant().truncatedTo(ChronoUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
