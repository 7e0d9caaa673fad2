package org.souk.itests.history;

/** A contradiction that no order of the operations explains, described for people. */
record Finding(Kind kind, String text) {
    /** The kind of violation. */
    enum Kind {
        LOST("lost"),
        TWICE("twice"),
        OVERSOLD("oversold"),
        GAP("gaps"),
        UNASKED("asked for by nobody"),
        WRONG("wrong sums"),
        UNPAID("money that is nobody's"),
        UNORDERED("without an order"),
        UNDECIDED("undecided");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    @Override
    public String toString() {
        return kind.title() + ": " + text;
    }
}
