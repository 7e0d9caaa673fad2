package org.souk.core.internal.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.catalog.Sku;
import org.souk.api.customer.CustomerRealm;
import org.souk.api.database.DatabaseUnavailableException;
import org.souk.api.node.Peer;
import org.souk.api.node.Role;
import org.souk.api.order.Order;
import org.souk.api.stock.StockLevel;
import org.souk.api.store.CartStore;
import org.souk.api.store.CustomerStore;
import org.souk.api.store.HandOverStore;
import org.souk.api.store.HousekeepingStore;
import org.souk.api.store.NodeStore;
import org.souk.api.store.OrderStore;
import org.souk.api.store.OutboxStore;
import org.souk.api.store.PaymentStore;
import org.souk.api.store.StockStore;
import org.souk.api.store.StoredCart;
import org.souk.core.internal.store.StoreRegistry;

/** The shared database as its ports promise it, in memory and under one lock. */
public final class MemoryDatabase implements StoreRegistry {
    public final Map<String, StoredCart> sessions = new HashMap<>();
    /** Sessions that another took the place of a moment ago. */
    public final Set<String> replaced = new HashSet<>();

    public final List<Order> orders = new ArrayList<>();
    public final Map<String, StockLevel> stock = new TreeMap<>();
    public final Set<String> seeds = new HashSet<>();
    /** Valid hand-over codes: the session by catalog and hash. */
    public final Map<String, String> codes = new HashMap<>();

    /** Figures that were passed as changes. */
    public final List<Map<Sku, Integer>> changes = new ArrayList<>();

    public final List<String> seen = new ArrayList<>();
    /** When it was replaced by a copy. */
    public Instant restoredAt = Instant.EPOCH;
    /** Writes of carts so far. */
    public int writes;
    /** Questions whether figures were applied, so far. */
    public int asked;
    /** The catalog whose figures it does not take, or null. */
    public volatile CatalogId stuck;
    /** Whether it is unavailable. */
    public volatile boolean away;

    private final Map<String, String> keys = new HashMap<>();
    private final Map<String, Map<Sku, Integer>> lastSeed = new HashMap<>();
    private final Map<String, String> lastDigest = new HashMap<>();
    private final Map<String, Long> changedAt = new HashMap<>();
    private long clock;

    private final CartStore cartStore = new MemoryCarts(this);
    private final OrderStore orderStore = new MemoryOrders(this);
    private final StockStore stockStore = new MemoryStock();
    /** Customers and their sessions. */
    public final MemoryCustomers customers = new MemoryCustomers(this);

    /** Stock reserved for payments. */
    public final MemoryPayments payments = new MemoryPayments(this);

    private final NodeStore nodeStore = new MemoryNodes();
    /** Housekeeping: what was deleted, and the container that holds the lease. */
    public final MemoryHousekeeping housekeeping = new MemoryHousekeeping(this);

    /** Puts each shop into the group that its catalog names. */
    @Override
    public CustomerRealm realm(LiveCatalog shop) {
        return shop.catalog()
                .settings()
                .customerGroup()
                .map(group -> CustomerRealm.of(group))
                .orElse(CustomerRealm.of(shop.catalog().id()));
    }

    @Override
    public CartStore carts() {
        return cartStore;
    }

    @Override
    public OrderStore orders() {
        return orderStore;
    }

    @Override
    public PaymentStore payments() {
        return payments;
    }

    @Override
    public OutboxStore outbox() {
        throw new UnsupportedOperationException("messages are tried on a real database");
    }

    @Override
    public StockStore stock() {
        return stockStore;
    }

    @Override
    public NodeStore nodes() {
        return nodeStore;
    }

    @Override
    public HandOverStore handOvers() {
        return new HandOverStore() {
            @Override
            public void issue(CatalogId catalog, String hash, String sealed, Duration lifetime) {
                there();
                codes.put(catalog + "|" + hash, sealed);
            }

            @Override
            public Optional<String> redeem(CatalogId catalog, String hash) {
                there();
                return Optional.ofNullable(codes.remove(catalog + "|" + hash));
            }
        };
    }

    @Override
    public CustomerStore customers() {
        return customers;
    }

    @Override
    public HousekeepingStore housekeeping() {
        return housekeeping;
    }

    void there() {
        if (away) {
            throw new DatabaseUnavailableException("the test took it away");
        }
    }

    /** Calls a decision twice, as a retried transaction does: both results must be equal, and it must not call a shop's Java. */
    static <D> D twice(Function<StoredCart, D> decide, StoredCart cart) {
        int asked = TestShop.RULES_ASKED.get();
        D first = decide.apply(cart);
        D second = decide.apply(cart);
        if (TestShop.RULES_ASKED.get() != asked) {
            throw new AssertionError("a price rule ran while the cart was locked");
        }
        if (!first.equals(second)) {
            throw new AssertionError("the rule is not pure: " + first + ", then " + second);
        }
        return second;
    }

    /** What a key is remembered as, or null. */
    synchronized String key(String scope) {
        return keys.get(scope);
    }

    synchronized void remember(String scope, String fingerprint) {
        keys.put(scope, fingerprint);
    }

    /** Sets a figure, as another container would. */
    public synchronized void level(CatalogId catalog, String sku, int available) {
        stock.put(catalog + "|" + sku, new StockLevel(catalog, new Sku(sku), available, 0));
        changedAt.put(catalog + "|" + sku, ++clock);
    }

    /** The same by a change that was stamped long before it was committed. */
    public synchronized void late(CatalogId catalog, String sku, int available) {
        stock.put(catalog + "|" + sku, new StockLevel(catalog, new Sku(sku), available, 0));
        changedAt.put(catalog + "|" + sku, 0L);
    }

    public synchronized int level(CatalogId catalog, String sku) {
        return stock.get(catalog + "|" + sku).available();
    }

    private final class MemoryStock implements StockStore {
        @Override
        public boolean seeded(CatalogId catalog, String digest) {
            synchronized (MemoryDatabase.this) {
                there();
                asked++;
                return seeds.contains(catalog + "|" + digest);
            }
        }

        @Override
        public boolean seed(CatalogId catalog, String digest, Map<Sku, Integer> figures) {
            synchronized (MemoryDatabase.this) {
                there();
                if (catalog.equals(stuck)) {
                    throw new DatabaseUnavailableException("the test keeps it from being seeded");
                }
                if (!seeds.add(catalog + "|" + digest)) {
                    return false;
                }
                Map<Sku, Integer> last = lastSeed.getOrDefault(catalog.value(), Map.of());
                figures.forEach((sku, figure) -> {
                    int had = stock.containsKey(catalog + "|" + sku) ? level(catalog, sku.value()) : 0;
                    level(catalog, sku.value(), Math.max(0, had + figure - last.getOrDefault(sku, 0)));
                });
                lastSeed.put(catalog.value(), Map.copyOf(figures));
                lastDigest.put(catalog.value(), digest);
                return true;
            }
        }

        @Override
        public boolean seedChanged(CatalogId catalog, String digest, String before, Map<Sku, Integer> changed) {
            synchronized (MemoryDatabase.this) {
                there();
                if (!before.equals(lastDigest.get(catalog.value())) || seeds.contains(catalog + "|" + digest)) {
                    return false;
                }
                changes.add(changed);
                Map<Sku, Integer> figures = new HashMap<>(lastSeed.get(catalog.value()));
                figures.putAll(changed);
                return seed(catalog, digest, figures);
            }
        }

        @Override
        public List<StockLevel> levels(CatalogId catalog) {
            synchronized (MemoryDatabase.this) {
                there();
                return stock.values().stream()
                        .filter(level -> level.catalog().equals(catalog))
                        .toList();
            }
        }

        @Override
        public Optional<StockLevel> set(CatalogId catalog, Sku sku, int available) {
            synchronized (MemoryDatabase.this) {
                there();
                if (!stock.containsKey(catalog + "|" + sku)) {
                    return Optional.empty();
                }
                level(catalog, sku.value(), available);
                return Optional.of(stock.get(catalog + "|" + sku));
            }
        }

        @Override
        public Optional<StockLevel> add(CatalogId catalog, Sku sku, int pieces) {
            synchronized (MemoryDatabase.this) {
                there();
                return stock.containsKey(catalog + "|" + sku)
                        ? set(catalog, sku, level(catalog, sku.value()) + pieces)
                        : Optional.empty();
            }
        }

        @Override
        public Changes changedSince(Instant since) {
            synchronized (MemoryDatabase.this) {
                there();
                long after = since == null ? 0 : since.toEpochMilli();
                return new Changes(
                        stock.entrySet().stream()
                                .filter(entry -> changedAt.get(entry.getKey()) >= after)
                                .map(Map.Entry::getValue)
                                .toList(),
                        Instant.ofEpochMilli(clock),
                        restoredAt);
            }
        }
    }

    private final class MemoryNodes implements NodeStore {
        @Override
        public void seen(String name, Role role, String version) {
            synchronized (MemoryDatabase.this) {
                there();
                seen.add(name + " " + role + " " + version);
            }
        }

        @Override
        public List<Peer> peers(Duration within) {
            there();
            return List.of(new Peer("b", Role.ALL, "1", Instant.EPOCH), new Peer("a", Role.BROWSE, "1", Instant.EPOCH));
        }

        @Override
        public byte[] secret(String name) {
            there();
            byte[] secret = new byte[32];
            java.util.Arrays.fill(secret, (byte) name.hashCode());
            return secret;
        }
    }
}
