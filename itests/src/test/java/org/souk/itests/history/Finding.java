package org.souk.itests.history;

/** Something that no order of the operations explains, told so that a human understands it. */
record Finding(Kind kind, String text) {
    /** What sort of harm it is. */
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
