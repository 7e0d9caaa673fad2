package org.souk.deployer.internal.memory;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.Variant;

/**
 * The share of the heap that the products of all catalogs may take together, with what search and storefront keep of them. Each version
 * holds a reservation from its first product until it is retired. If nobody ends a reservation, it ends when its catalog is
 * garbage-collected. Products that an update shares with the live version count once. Safe for any thread.
 */
public final class MemoryBudget {
    /** Estimated bytes of a product without its texts. ADR 54 says where these figures come from. */
    private static final int PRODUCT_BYTES = 600;

    private static final int VARIANT_BYTES = 400;
    /** The object of a tag's text, and its place in the set of tags. */
    private static final int TAG_BYTES = 64;

    private static final int IMAGE_BYTES = 128;

    private final long total;
    private final List<Reservation> reservations = new ArrayList<>();
    private volatile Runnable freed = () -> {};

    /** @param total in bytes */
    public MemoryBudget(long total) {
        this.total = total;
    }

    /** Sets a task to run whenever a reservation has ended. It runs on the thread of the version's last user, so it must not block. */
    public void whenFreed(Runnable task) {
        freed = task;
    }

    /**
     * Opens the reservation of a version that is about to be read.
     *
     * @param before the live version, whose unchanged products the new one shares, or null
     * @param bounded whether the version is refused if it does not fit; one that was served before only counts
     */
    public synchronized Reservation reserve(@Nullable Catalog before, boolean bounded) {
        Reservation reservation = new Reservation(before, bounded);
        reservations.add(reservation);
        return reservation;
    }

    /** Ends the reservation of a version that is retired or was not published. */
    public void release(Catalog catalog) {
        boolean ended;
        synchronized (this) {
            ended = reservations.removeIf(reservation -> reservation.isOf(catalog));
        }
        if (ended) {
            freed.run();
        }
    }

    /** Whether that many bytes are free. */
    public boolean fits(long bytes) {
        return bytes <= total - used();
    }

    /** Bytes that all versions take now. */
    public synchronized long used() {
        reservations.removeIf(Reservation::isGarbage);
        return reservations.stream().mapToLong(this::bytes).sum();
    }

    /** Without the products that the version shares with another one that is still there. */
    private long bytes(Reservation reservation) {
        Catalog before = reservation.before.get();
        boolean shared = before != null && reservations.stream().anyMatch(other -> other.isOf(before));
        return reservation.own + (shared ? 0 : reservation.shared);
    }

    private static long estimate(Product product) {
        long bytes = PRODUCT_BYTES
                + text(product.handle())
                + text(product.title())
                + text(product.descriptionHtml())
                + text(product.seoTitle())
                + text(product.seoDescription())
                + text(product.vendor())
                + text(product.type());
        for (String tag : product.tags()) {
            bytes += TAG_BYTES + text(tag);
        }
        for (Product.Image image : product.images()) {
            bytes += bytes(image);
        }
        for (Variant variant : product.variants()) {
            bytes += VARIANT_BYTES + text(variant.sku().value()) + text(variant.barcode()) + bytes(variant.image());
            for (String value : variant.options().values()) {
                bytes += text(value);
            }
        }
        return bytes;
    }

    private static long bytes(Product.@Nullable Image image) {
        return image == null ? 0 : IMAGE_BYTES + text(image.source()) + text(image.alternative());
    }

    /** The JVM keeps a text with any character beyond Latin-1 in two bytes per character. */
    private static long text(String text) {
        return text.chars().allMatch(c -> c < 256) ? text.length() : 2L * text.length();
    }

    /** What one version takes. Used by the thread that reads it, until it is attached. */
    public final class Reservation implements AutoCloseable {
        private final WeakReference<Catalog> before;
        private final boolean bounded;
        private @Nullable WeakReference<Catalog> catalog;
        private long own;
        private long shared;
        private boolean exceeded;
        private long needed;

        private Reservation(@Nullable Catalog before, boolean bounded) {
            this.before = new WeakReference<>(before);
            this.bounded = bounded;
        }

        /** Counts a product. Returns false once the budget is exceeded, also for every later product. */
        public boolean add(Product product, boolean isShared) {
            long bytes = estimate(product);
            synchronized (MemoryBudget.this) {
                if (exceeded) {
                    return false;
                }
                if (isShared) {
                    shared += bytes;
                } else {
                    own += bytes;
                    // adding up all reservations for each product would be slow, so this does it every 64 KB
                    if (bounded && own >>> 16 != own - bytes >>> 16 && used() > total) {
                        exceeded = true;
                        needed = own;
                        // the products are not used, so another version that is being read may fit
                        own = 0;
                        shared = 0;
                    }
                }
                return !exceeded;
            }
        }

        public boolean exceeded() {
            return exceeded;
        }

        /** Bytes that the products need at least if they do not fit; otherwise 0. */
        public long needed() {
            return needed;
        }

        /** What is too large and what to do. */
        public String problem() {
            synchronized (MemoryBudget.this) {
                long others = used() - bytes(this);
                return "this container does not have enough memory: the products need more than " + megabytes(needed)
                        + " MB of heap, and of the " + megabytes(total) + " MB for the products of all catalogs "
                        + megabytes(Math.max(0, total - others)) + " MB are free; remove a shop that is not needed, or"
                        + " give the container more heap with SOUK_HEAP (now "
                        + megabytes(Runtime.getRuntime().maxMemory()) + " MB)";
            }
        }

        /** Keeps the reservation as long as the catalog is used. */
        public void attach(Catalog read) {
            synchronized (MemoryBudget.this) {
                catalog = new WeakReference<>(read);
            }
        }

        /** Ends the reservation if no catalog is attached, because reading failed. */
        @Override
        public void close() {
            boolean ended;
            synchronized (MemoryBudget.this) {
                ended = catalog == null && reservations.remove(this);
            }
            if (ended) {
                freed.run();
            }
        }

        private boolean isOf(Catalog other) {
            return catalog != null && catalog.get() == other;
        }

        private boolean isGarbage() {
            return catalog != null && catalog.get() == null;
        }

        private static long megabytes(long bytes) {
            return Math.round(bytes / (double) (1 << 20));
        }
    }
}
