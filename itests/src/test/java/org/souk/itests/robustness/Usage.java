package org.souk.itests.robustness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.souk.itests.Await;

/**
 * What a Java process uses, where Linux tells it.
 *
 * @param kilobytes of heap, after a garbage collection
 */
record Usage(long threads, long files, long kilobytes) {
    /** More than at the start that is nothing: pools that grew to their size, and connections that are kept. */
    private static final long MORE_THREADS = 12;

    private static final long MORE_FILES = 20;
    private static final long MORE_KILOBYTES = 24 << 10;

    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    static Usage of(ProcessHandle java) {
        Path process = Path.of("/proc/" + java.pid());
        return new Usage(count(process.resolve("task")), count(process.resolve("fd")), heap(java));
    }

    /** Waits until a process uses as much as at first, but for small differences. */
    void awaitReturn(ProcessHandle java) {
        Usage[] now = {of(java)};
        Await.until(Duration.ofSeconds(30), () -> now[0] + " is as at the start: " + this, () -> {
            now[0] = of(java);
            return now[0].threads <= threads + MORE_THREADS
                    && now[0].files <= files + MORE_FILES
                    && now[0].kilobytes <= kilobytes + MORE_KILOBYTES;
        });
    }

    /** The CPU time that a process uses within the next five seconds. */
    static Duration cpuOfFiveSeconds(ProcessHandle java) {
        Duration before = java.info().totalCpuDuration().orElseThrow();
        long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        return java.info().totalCpuDuration().orElseThrow().minus(before);
    }

    private static long count(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static long heap(ProcessHandle java) {
        jcmd(java, "GC.run");
        Matcher used = USED.matcher(jcmd(java, "GC.heap_info"));
        if (!used.find()) {
            throw new AssertionError("jcmd tells no heap");
        }
        return Long.parseLong(used.group(1));
    }

    private static String jcmd(ProcessHandle java, String command) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process process = new ProcessBuilder(jcmd, String.valueOf(java.pid()), command)
                    .redirectErrorStream(true)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError("jcmd " + command + ": " + text);
            }
            return text;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
