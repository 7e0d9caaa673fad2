package org.souk.itests.history;

import org.jspecify.annotations.Nullable;

/** What clients do with a cart. A key is an Idempotency-Key; actions with the same key are repeats of one request. */
sealed interface Action {
    /** The Idempotency-Key it was sent with. */
    @Nullable
    String key();

    /** Its name in tables. */
    String kind();

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
     * @param version cart version that the request names, or null
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

    /** The start of a payment attempt: its order has the cart's content at this time. Added by the checker; no client sends it. */
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

    /** The payment attempt becomes its order, some time after it began. Added by the checker; no client sends it. */
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
