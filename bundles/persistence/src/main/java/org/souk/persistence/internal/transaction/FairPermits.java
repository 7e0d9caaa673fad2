package org.souk.persistence.internal.transaction;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.souk.common.concurrent.Deadline;

/**
 * Permits to call the database, one for each thread. Free permits go to the shops in turn, so that a shop with many calls delays others only
 * for a bounded time. A shop gets most permits but never all, and a session only a few. The container's own calls have no limit but the
 * number of permits.
 */
final class FairPermits {
    /** Largest number of permits that a session holds. A browser sends about as many requests at a time. */
    static final int SESSION_CALLS = 4;

    static final int SESSION_WAITING = 50;
    /** Largest number of waiting calls of a shop. Each blocks a thread of the web server, which has twice as many. */
    static final int SHOP_WAITING = 100;

    private final int shopCalls;
    private int free;
    private boolean retired;
    /** Shops with calls, in the order in which they get permits. */
    private final Map<Object, Shop> shops = new LinkedHashMap<>();

    private static final class Shop {
        int calls;
        final Map<Object, Integer> sessionCalls = new LinkedHashMap<>();
        final Deque<Waiter> waiting = new ArrayDeque<>();
    }

    private static final class Waiter {
        final DatabaseShare share;
        /** Open when the waiting is over, with or without a permit. */
        final CountDownLatch woken = new CountDownLatch(1);

        boolean granted;

        Waiter(DatabaseShare share) {
            this.share = share;
        }
    }

    FairPermits(int permits) {
        free = permits;
        // one shop leaves a fifth of the permits to others, and at least one of them
        shopCalls = Math.max(1, permits - Math.max(1, permits / 5));
    }

    /**
     * Waits for a permit.
     *
     * @return false if there is no permit, because these permits were retired
     * @throws RejectedExecutionException if too many calls of the shop or session wait
     * @throws TimeoutException at the deadline
     */
    boolean acquire(DatabaseShare share, Deadline deadline)
            throws InterruptedException, TimeoutException, RejectedExecutionException {
        Waiter waiter = enter(share);
        if (waiter == null) {
            return true;
        }
        boolean woken = false;
        try {
            woken = waiter.woken.await(Math.max(0, deadline.nanosLeft()), TimeUnit.NANOSECONDS);
        } finally {
            if (!woken) {
                leave(waiter);
            }
        }
        if (!woken) {
            throw new TimeoutException("no thread became free");
        }
        return waiter.granted;
    }

    /** Ends the waiting of all calls, because other permits take the place of these. Granted permits are still returned here. */
    synchronized void retire() {
        retired = true;
        for (Shop shop : shops.values()) {
            shop.waiting.forEach(waiter -> waiter.woken.countDown());
            shop.waiting.clear();
        }
        shops.values().removeIf(shop -> shop.calls == 0);
    }

    /** Takes a permit and returns null, or joins the waiting calls. */
    private synchronized @Nullable Waiter enter(DatabaseShare share) {
        if (retired) {
            Waiter ended = new Waiter(share);
            ended.woken.countDown();
            return ended;
        }
        Shop shop = shops.computeIfAbsent(key(share), id -> new Shop());
        if (free > 0 && isAllowed(shop, share)) {
            grant(shop, share);
            return null;
        }
        if (share.shop() != null && isFull(shop, share)) {
            removeIfIdle(share, shop);
            throw new RejectedExecutionException("too many calls wait");
        }
        Waiter waiter = new Waiter(share);
        shop.waiting.add(waiter);
        return waiter;
    }

    private static boolean isFull(Shop shop, DatabaseShare share) {
        return shop.waiting.size() >= SHOP_WAITING
                || share.session() != null
                        && shop.waiting.stream()
                                        .filter(other -> share.session().equals(other.share.session()))
                                        .count()
                                >= SESSION_WAITING;
    }

    private boolean isAllowed(Shop shop, DatabaseShare share) {
        return share.shop() == null
                || shop.calls < shopCalls
                        && (share.session() == null
                                || shop.sessionCalls.getOrDefault(share.session(), 0) < SESSION_CALLS);
    }

    private void grant(Shop shop, DatabaseShare share) {
        free--;
        shop.calls++;
        if (share.session() != null) {
            shop.sessionCalls.merge(share.session(), 1, Integer::sum);
        }
    }

    /** Returns a permit. */
    synchronized void release(DatabaseShare share) {
        Shop shop = shops.get(key(share));
        if (shop == null) {
            throw new IllegalStateException("no permit of " + share);
        }
        free++;
        shop.calls--;
        if (share.session() != null) {
            shop.sessionCalls.computeIfPresent(share.session(), (id, calls) -> calls == 1 ? null : calls - 1);
        }
        removeIfIdle(share, shop);
        grantNext();
    }

    private synchronized void leave(Waiter waiter) {
        Shop shop = shops.get(key(waiter.share));
        if (waiter.granted) {
            release(waiter.share);
        } else if (shop != null) {
            shop.waiting.remove(waiter);
            removeIfIdle(waiter.share, shop);
        }
    }

    private void removeIfIdle(DatabaseShare share, Shop shop) {
        if (shop.calls == 0 && shop.waiting.isEmpty()) {
            shops.remove(key(share));
        }
    }

    /** Gives free permits to waiting calls: one to each shop in turn. */
    private void grantNext() {
        boolean granted = true;
        while (free > 0 && granted) {
            granted = false;
            for (Map.Entry<Object, Shop> entry : List.copyOf(shops.entrySet())) {
                if (free > 0 && grantTo(entry.getValue())) {
                    granted = true;
                    shops.remove(entry.getKey());
                    shops.put(entry.getKey(), entry.getValue());
                }
            }
        }
    }

    /** Gives a permit to the first call of the shop that may have one. */
    private boolean grantTo(Shop shop) {
        for (Iterator<Waiter> waiting = shop.waiting.iterator(); waiting.hasNext(); ) {
            Waiter next = waiting.next();
            if (isAllowed(shop, next.share)) {
                waiting.remove();
                grant(shop, next.share);
                next.granted = true;
                next.woken.countDown();
                return true;
            }
        }
        return false;
    }

    private static Object key(DatabaseShare share) {
        return share.shop() == null ? DatabaseShare.CONTAINER : share.shop();
    }

    /** For tests: the number of waiting calls of all shops. */
    synchronized int waiting() {
        return shops.values().stream().mapToInt(shop -> shop.waiting.size()).sum();
    }
}
