package org.souk.itests.history;

import org.jspecify.annotations.Nullable;

/** What clients do with a cart. A key is an Idempotency-Key; those that come again are the same request. */
sealed interface Action {
    /** The Idempotency-Key it was sent with. */
    @Nullable
    String key();

    /** How it is called in tables. */
    String kind();

    /** Puts pieces in. */
    record Add(String sku, int quantity, @Nullable String key) implements Action {
        @Override
        public String kind() {
            return "add";
        }

        @Override
        public String toString() {
            return "add " + quantity + " " + sku + keyed(key);
        }
    }

    /** Sets the quantity of a line that was seen to be of that SKU. */
    record Change(
            String line, String sku, int quantity, @Nullable String key) implements Action {
        @Override
        public String kind() {
            return "change";
        }

        @Override
        public String toString() {
            return "set " + sku + " of line " + brief(line) + " to " + quantity + keyed(key);
        }
    }

    /** Takes a line out. */
    record Remove(String line, String sku, @Nullable String key) implements Action {
        @Override
        public String kind() {
            return "remove";
        }

        @Override
        public String toString() {
            return "remove " + sku + ", line " + brief(line) + keyed(key);
        }
    }

    /** Looks at it. */
    record Read() implements Action {
        @Override
        public @Nullable String key() {
            return null;
        }

        @Override
        public String kind() {
            return "read";
        }

        @Override
        public String toString() {
            return "read";
        }
    }

    /**
     * Places an order.
     *
     * @param version that of the cart as it was shown, or null if it was not said
     * @param payer who pays at the bank, or null for an invoice
     */
    record Order(
            String key, @Nullable Long version, @Nullable String payer) implements Action {
        Order(String key, @Nullable Long version) {
            this(key, version, null);
        }

        @Override
        public String kind() {
            return "order";
        }

        @Override
        public String toString() {
            return (payer == null ? "order" : "order paid by " + payer)
                    + (version == null ? "" : " version " + version)
                    + keyed(key);
        }
    }

    /** The attempt to pay that became an order begins: the order is for what is in the cart then. The checker's own; no client asks for it. */
    record Begin(String key, @Nullable Long version, String number) implements Action {
        @Override
        public String kind() {
            return "begin";
        }

        @Override
        public String toString() {
            return "payment of order " + number + " begins" + (version == null ? "" : " at version " + version)
                    + keyed(key);
        }
    }

    /** The attempt to pay becomes its order, at some time after it began. The checker's own; no client asks for it. */
    record Settle(String number) implements Action {
        @Override
        public @Nullable String key() {
            return null;
        }

        @Override
        public String kind() {
            return "settle";
        }

        @Override
        public String toString() {
            return "payment becomes order " + number;
        }
    }

    private static String keyed(@Nullable String key) {
        return key == null ? "" : ", key " + brief(key);
    }

    private static String brief(String id) {
        return id.length() > 8 ? id.substring(0, 8) : id;
    }
}
