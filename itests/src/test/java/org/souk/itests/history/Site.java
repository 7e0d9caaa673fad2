package org.souk.itests.history;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.souk.itests.Await;
import org.souk.itests.Bank;
import org.souk.itests.Container;
import org.souk.itests.Containers;
import org.souk.itests.Distribution;

/** Two containers with one shop, each with a separate wire to one database. */
final class Site implements AutoCloseable {
    private static final int CONTAINERS = 2;

    private final Database database;
    private final Bank bank = new Bank();
    private final Shop shop;
    private final List<Wire> wires = new ArrayList<>();
    private final List<Container> containers = new ArrayList<>();

    Site(String name, Database database, Path folder) {
        this.database = database;
        try {
            shop = start(name, Distribution.empty(name + "-deploy"));
        } catch (AssertionError | RuntimeException e) {
            close();
            throw e;
        }
    }

    private Shop start(String name, Path deploy) {
        for (int i = 0; i < CONTAINERS; i++) {
            Wire wire = new Wire(database.port(), database::talk);
            wires.add(wire);
            Map<String, String> settings = new HashMap<>(database.settings(wire.port()));
            settings.put("SOUK_DB_SERVER", "none");
            settings.put("SOUK_DEPLOY", deploy.toString());
            String node = name + "-" + (char) ('a' + i);
            Path home = Distribution.unpack(node);
            Bank.hurry(home);
            containers.add(Container.launch(home, node, settings));
        }
        containers.forEach(Container::awaitReady);
        Shop fresh = new Shop(deploy, containers.get(0).home(), bank);
        fresh.deliver();
        awaitService(Duration.ofSeconds(20));
        return fresh;
    }

    /** The ways to it, which stay when a container is started again. */
    List<Till> tills() {
        List<Till> tills = new ArrayList<>();
        for (int i = 0; i < CONTAINERS; i++) {
            tills.add(
                    new Till(String.valueOf((char) ('a' + i)), containers.get(i).httpPort(), Shop.HOST));
        }
        return tills;
    }

    Database database() {
        return database;
    }

    /** The bank where shoppers pay; it runs outside of the containers. */
    Bank bank() {
        return bank;
    }

    Shop shop() {
        return shop;
    }

    List<Wire> wires() {
        return wires;
    }

    int size() {
        return CONTAINERS;
    }

    Container container(int index) {
        return containers.get(index);
    }

    /** Starts a killed one again; returns when it is ready. */
    void startAgain(int index) {
        containers.set(index, containers.get(index).again());
    }

    /** Waits until something can be put into a cart at each. */
    void awaitService(Duration deadline) {
        for (Container container : containers) {
            Await.until(
                    deadline,
                    () -> container.home() + " serves carts",
                    () -> container
                                    .shopper(Shop.HOST)
                                    .add(Shop.PLENTY.get(0), 1)
                                    .status()
                            == 200);
        }
    }

    @Override
    public void close() {
        List<AutoCloseable> all = new ArrayList<>(containers);
        all.addAll(wires);
        all.add(bank);
        Containers.closeAll(all.toArray(AutoCloseable[]::new));
    }
}
