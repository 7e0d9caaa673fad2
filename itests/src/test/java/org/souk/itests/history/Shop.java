package org.souk.itests.history;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.souk.itests.Bank;
import org.souk.itests.ShopFiles;

/** The shop that clients buy from: a few products that are scarce, though more of them come, and some of which there are plenty. */
final class Shop {
    static final String ID = "history";
    static final String HOST = "history.localhost";
    static final List<String> SCARCE = List.of("SKU-1", "SKU-2");
    static final List<String> PLENTY = List.of("SKU-3", "SKU-4", "SKU-5", "SKU-6");
    static final long FIRST_NUMBER = 101;

    private static final int MANY = 1_000_000;
    private static final int FEW = 15;

    private final Path folder;
    private final Path home;
    private final Bank bank;
    private int deliveries;

    /**
     * Nothing is dropped yet.
     *
     * @param home of a container that has the API
     */
    Shop(Path folder, Path home, Bank bank) {
        this.folder = folder;
        this.home = home;
        this.bank = bank;
    }

    /** Drops a table with a few more of what is scarce. */
    void deliver() {
        deliveries++;
        StringBuilder csv = new StringBuilder(
                "Handle,Title,Type,Variant SKU,Variant Inventory Tracker,Variant Inventory Qty,Variant Price\n");
        prices().forEach((sku, price) -> csv.append("item-%s,Item number %s,Things,%s,shopify,%d,%d.%02d%n"
                .formatted(sku.substring(4), sku.substring(4), sku, figure(sku), price / 100, price % 100)));
        ShopFiles files = new ShopFiles(ID, HOST)
                .with("products.csv", csv.toString())
                .with(
                        "catalog.yaml",
                        "id: %s\nname: Shop\nhosts: [%s]\ncurrency: GBP\nlocale: en-GB\norders: {prefix: 'H-', start: %d}\n"
                                        .formatted(ID, HOST, FIRST_NUMBER)
                                + "payments: [{method: invoice}, {method: bank}]\n");
        bank.shop(ID, files).drop(folder, home);
    }

    /** What the table says that there is. */
    int figure(String sku) {
        return SCARCE.contains(sku) ? FEW * deliveries : MANY;
    }

    /** In minor units. */
    static Map<String, Long> prices() {
        Map<String, Long> prices = new LinkedHashMap<>();
        for (int i = 1; i <= SCARCE.size() + PLENTY.size(); i++) {
            prices.put("SKU-" + i, 101L * i);
        }
        return prices;
    }
}
