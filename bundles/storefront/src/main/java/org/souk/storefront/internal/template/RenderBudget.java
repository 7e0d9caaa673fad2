package org.souk.storefront.internal.template;

import java.time.Duration;

/** What one rendering may use up. Not for several threads. */
final class RenderBudget {
    /** Name in the model; no template can write it, since it is no identifier. */
    static final String KEY = "souk:budget";

    /** Most characters of a page. */
    static final int MOST_OUTPUT = 4_000_000;
    /** Most characters of one text that a template makes. */
    static final int MOST_TEXT = 500_000;
    /** Most entries of one list that a template makes. */
    static final int MOST_ENTRIES = 1_000;

    private static final int MOST_STEPS = 100_000;
    private static final int MOST_MADE = 8_000_000;
    private static final int MOST_DEPTH = 100;
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final long begin = System.nanoTime();
    private final boolean timed;
    private int steps;
    private int made;
    private int depth;

    /**
     * A whole one.
     *
     * @param timed whether time counts: not for the built-in theme, which ends, and must not be blamed for a busy machine
     */
    RenderBudget(boolean timed) {
        this.timed = timed;
    }

    /** A body begins: of a loop, a macro, a block, a template. */
    void enter() {
        step();
        if (++depth > MOST_DEPTH) {
            throw new BudgetExceeded("it nests deeper than " + MOST_DEPTH
                    + " levels; look for a macro, block or include that uses itself");
        }
    }

    /** That body ended. */
    void leave() {
        depth--;
    }

    /** Something is done once. */
    void step() {
        if (++steps > MOST_STEPS) {
            throw new BudgetExceeded("it takes more than " + MOST_STEPS + " steps; look for loops inside loops");
        }
        if (timed && (steps & 63) == 0 && System.nanoTime() - begin > LONGEST.toNanos()) {
            throw new BudgetExceeded("it takes longer than " + LONGEST.toSeconds() + " seconds");
        }
    }

    /** A value of that size is made: characters, or entries of eight characters each. */
    void make(int size) {
        if (size > MOST_TEXT) {
            throw new BudgetExceeded("it makes a text longer than " + MOST_TEXT + " characters");
        }
        made += size;
        if (made > MOST_MADE) {
            throw new BudgetExceeded("it makes more than " + MOST_MADE + " characters in all");
        }
    }

    /** The page has that many characters now. */
    void wrote(long characters) {
        if (characters > MOST_OUTPUT) {
            throw new BudgetExceeded("the page is longer than " + MOST_OUTPUT + " characters");
        }
    }
}
