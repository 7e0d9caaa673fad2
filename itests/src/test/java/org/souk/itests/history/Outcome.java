package org.souk.itests.history;

/** The outcome of an action, as its client saw it. */
sealed interface Outcome {
    /** The answer showed the cart. */
    record Saw(CartView cart) implements Outcome {
        @Override
        public String toString() {
            return cart.toString();
        }
    }

    /** It became an order. */
    record Placed(String number, long total) implements Outcome {
        @Override
        public String toString() {
            return "order " + number;
        }
    }

    /** It was refused, so it changed nothing. */
    record Refused(String problem) implements Outcome {
        @Override
        public String toString() {
            return "refused: " + problem;
        }
    }

    /** No answer: it may take effect at any time after it was sent, or never. */
    record Unknown(String why) implements Outcome {
        @Override
        public String toString() {
            return "unknown: " + why;
        }
    }
}
