package org.souk.itests.history;

/** What came of an action. */
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

    /** Nobody knows: it may take effect at any time after it was sent, or never. */
    record Unknown(String why) implements Outcome {
        @Override
        public String toString() {
            return "unknown: " + why;
        }
    }
}
