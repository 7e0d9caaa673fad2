package org.souk.storefront.internal.template;

import java.time.Duration;

/**
 * The limits of one rendering, and what the rendering has used of them: steps, time and characters. Without limits, one merchant's template
 * could occupy the threads or the memory of all shops. Not thread-safe.
 */
final class RenderBudget {
    /** Name in the model. Templates cannot use it, because it is no identifier. */
    static final String KEY = "souk:budget";

    /** Largest number of characters of a page. */
    static final int MAX_OUTPUT = 4_000_000;
    /** Largest number of characters of one text that a template creates. */
    static final int MAX_TEXT = 500_000;
    /** Largest number of entries of one list that a template creates. */
    static final int MAX_ENTRIES = 1_000;

    private static final int MAX_STEPS = 100_000;
    private static final int MAX_TEXT_IN_ALL = 8_000_000;
    private static final int MAX_DEPTH = 100;
    private static final Duration TIME_LIMIT = Duration.ofSeconds(5);

    private final long begin = System.nanoTime();
    private final boolean timed;
    private int steps;
    private int textSize;
    private int depth;

    /** @param timed whether to limit the time; false for the built-in theme, which always ends and must not fail on a busy machine */
    RenderBudget(boolean timed) {
        this.timed = timed;
    }

    /** Counts a step: the body of a loop, macro, block or template begins. */
    void enter() {
        step();
        if (++depth > MAX_DEPTH) {
            throw new BudgetExceeded("it nests deeper than " + MAX_DEPTH
                    + " levels; look for a macro, block or include that uses itself");
        }
    }

    void leave() {
        depth--;
    }

    void step() {
        if (++steps > MAX_STEPS) {
            throw new BudgetExceeded("it takes more than " + MAX_STEPS + " steps; look for loops inside loops");
        }
        if (timed && (steps & 63) == 0 && System.nanoTime() - begin > TIME_LIMIT.toNanos()) {
            throw new BudgetExceeded("it takes longer than " + TIME_LIMIT.toSeconds() + " seconds");
        }
    }

    /**
     * Counts a text or list that the template creates.
     *
     * @param size in characters; an entry of a list counts as eight
     */
    void addText(int size) {
        if (size > MAX_TEXT) {
            throw new BudgetExceeded("it makes a text longer than " + MAX_TEXT + " characters");
        }
        textSize += size;
        if (textSize > MAX_TEXT_IN_ALL) {
            throw new BudgetExceeded("it makes more than " + MAX_TEXT_IN_ALL + " characters in all");
        }
    }

    void checkPageSize(long characters) {
        if (characters > MAX_OUTPUT) {
            throw new BudgetExceeded("the page is longer than " + MAX_OUTPUT + " characters");
        }
    }
}
