package org.souk.storefront.internal.template;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The limits of one rendering, and what the rendering has used of them: work, time and characters. Without limits, one merchant's template
 * could occupy the threads or the memory of all shops. Every operation is charged before it runs, because it cannot be interrupted. Not
 * thread-safe: only the thread that renders uses it.
 */
final class RenderBudget implements AutoCloseable {
    /** Name in the model. Templates cannot use it, because it is no identifier. */
    static final String KEY = "souk:budget";

    /** Largest number of characters of a page. */
    static final int MAX_OUTPUT = 4_000_000;
    /** Largest number of characters of one text that a template creates. */
    static final int MAX_TEXT = 500_000;
    /** Largest number of entries of one list that a template creates. */
    static final int MAX_ENTRIES = 1_000;
    /** In units of about 100 ns of CPU: one operator, one look-up, or 16 characters that are copied. */
    static final long MAX_WORK = 4_000_000;
    /** Units for operations that are slow whatever their size, such as an exception. */
    static final int SLOW_WORK = 500;

    private static final int MAX_STEPS = 100_000;
    private static final int MAX_TEXT_IN_ALL = 8_000_000;
    private static final int MAX_DEPTH = 100;
    private static final Duration TIME_LIMIT = Duration.ofSeconds(5);
    private static final Duration CPU_LIMIT = Duration.ofSeconds(2);
    /** Units of work after which the clocks are read again. */
    private static final long CLOCK_INTERVAL = 2_000;
    /** Characters that a rendering reserves at a time. The first block is free, so small pages never compete. */
    private static final int RESERVATION = 1 << 18;
    /** Characters that all renderings together may hold: an eighth of the heap, as a character takes two bytes and is copied once. */
    private static final long MAX_RESERVED = Runtime.getRuntime().maxMemory() / 32;

    private static final AtomicLong RESERVED = new AtomicLong();
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final boolean limited;
    private final long begin = System.nanoTime();
    private final long cpuBegin;
    private long work;
    private long nextClock = CLOCK_INTERVAL;
    private int steps;
    private long textSize;
    private long pageSize;
    private int depth;
    private long reserved;
    private String file = "";
    private int line;

    /** @param limited false for the built-in theme, which always ends and must not fail: only its depth is limited */
    RenderBudget(boolean limited) {
        this.limited = limited;
        this.cpuBegin = limited ? cpu() : 0;
    }

    /** Counts a step: the body of a loop, macro, block or template begins. */
    void enter() {
        step();
        if (++depth > MAX_DEPTH) {
            throw exceeded("it nests deeper than " + MAX_DEPTH
                    + " levels; look for a macro, block or include that uses itself");
        }
    }

    void leave() {
        depth--;
    }

    void step() {
        if (++steps > MAX_STEPS && limited) {
            throw exceeded("it takes more than " + MAX_STEPS + " steps; look for loops inside loops");
        }
        work(2);
    }

    /** Records where the rendering is, for {@link #located}. */
    void mark(String template, int number) {
        file = template;
        line = number;
    }

    /** Adds the last recorded place to an exception that no body has given one. */
    BudgetExceeded located(BudgetExceeded exceeded) {
        exceeded.at(file, line);
        return exceeded;
    }

    /** Charges work before it is done. */
    void work(long units) {
        work += units;
        if (work > MAX_WORK && limited) {
            throw exceeded("it takes too much work; look for loops inside loops, and for long texts in them");
        }
        if (limited && work >= nextClock) {
            nextClock = work + CLOCK_INTERVAL;
            checkClocks();
        }
    }

    /** Charges reading or copying a text. */
    void read(int characters) {
        work(1 + characters / 16);
    }

    /** Charges a conversion of a text. Its result has at most nine characters for each, as percent-encoding makes. */
    void transform(int characters) {
        work(1 + characters / 4);
    }

    /** Units of work so far. */
    long work() {
        return work;
    }

    /**
     * Charges a text or list that the template creates.
     *
     * @param size in characters; an entry of a list counts as eight
     */
    void addText(long size) {
        if (size > MAX_TEXT && limited) {
            throw exceeded("it makes a text longer than " + MAX_TEXT + " characters");
        }
        textSize += size;
        if (textSize > MAX_TEXT_IN_ALL && limited) {
            throw exceeded("it makes more than " + MAX_TEXT_IN_ALL + " characters in all");
        }
        read((int) size);
        reserve();
    }

    /** Charges characters that are written to the page. */
    void addOutput(int characters) {
        pageSize += characters;
        if (pageSize > MAX_OUTPUT && limited) {
            throw exceeded("the page is longer than " + MAX_OUTPUT + " characters");
        }
        read(characters);
        reserve();
    }

    /** Returns the reserved memory when the rendering has ended. */
    @Override
    public void close() {
        RESERVED.addAndGet(-reserved);
        reserved = 0;
    }

    private void reserve() {
        while (limited && textSize + pageSize > reserved + RESERVATION) {
            if (RESERVED.addAndGet(RESERVATION) > MAX_RESERVED) {
                RESERVED.addAndGet(-RESERVATION);
                throw new BudgetExceeded(
                        "all pages that are rendered at this moment have too much text for the memory; make this one smaller",
                        false);
            }
            reserved += RESERVATION;
        }
    }

    private void checkClocks() {
        if (cpu() - cpuBegin > CPU_LIMIT.toNanos()) {
            throw exceeded("it needs more than " + CPU_LIMIT.toSeconds()
                    + " seconds of CPU time; look for loops inside loops, and for long texts in them");
        }
        if (System.nanoTime() - begin > TIME_LIMIT.toNanos()) {
            throw new BudgetExceeded(
                    "the machine is too busy to render it in " + TIME_LIMIT.toSeconds() + " seconds", false);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new BudgetExceeded("the request was cancelled", false);
        }
    }

    private static long cpu() {
        return THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
    }

    private static BudgetExceeded exceeded(String message) {
        return new BudgetExceeded(message, true);
    }
}
