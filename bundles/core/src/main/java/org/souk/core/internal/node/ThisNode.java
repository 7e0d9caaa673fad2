package org.souk.core.internal.node;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.CatalogId;
import org.souk.api.node.Node;
import org.souk.api.node.Peer;
import org.souk.api.node.Role;
import org.souk.core.internal.background.RepeatedTask;
import org.souk.core.internal.background.TaskScheduler;
import org.souk.core.internal.store.StoreRegistry;

/**
 * Describes this container, configured by {@code org.souk.node}. Reports to the shared database every ten seconds that it is running, and
 * keeps the shared secrets in memory.
 */
@Component(
        service = {Node.class, ThisNode.class},
        configurationPid = "org.souk.node")
@Designate(ocd = ThisNode.Config.class)
public final class ThisNode implements Node, AutoCloseable {
    /** Name of the secret that signs the tokens of order pages. */
    public static final String ORDER_TOKEN = "order-token";

    /** Name of the secret that signs the forms of pages. */
    public static final String FORM_TOKEN = "form-token";

    private static final String CATALOG = "{catalog}";
    private static final Logger LOG = LoggerFactory.getLogger(ThisNode.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final Duration PEER_TIMEOUT = Duration.ofMinutes(1);
    private static final int MAX_NAME = 100;

    private final StoreRegistry stores;
    private final String name;
    private final Role role;
    private final String version;
    private final Optional<String> checkoutUrl;
    private final Map<String, byte[]> secrets = new ConcurrentHashMap<>();
    private final Set<String> needed = ConcurrentHashMap.newKeySet();
    private final RepeatedTask heartbeat;

    @ObjectClassDefinition(name = "Souk: node", description = "This container among others: etc/org.souk.node.cfg.")
    @interface Config {
        @AttributeDefinition(
                description = "Name of the container in logs, orders and node:info, at most 100 characters of printable"
                        + " ASCII. Default empty: host name and httpPort.")
        String name() default "";

        @AttributeDefinition(
                description =
                        "all: takes orders; browse: everything but orders; checkout: takes orders, and is not ready"
                                + " without the database. Any other value counts as browse. Default all.")
        String role() default "all";

        @AttributeDefinition(
                description =
                        "TCP port of the shop connector, 1 to 65535; used only in the default name. Default 8181.",
                min = "1",
                max = "65535")
        int httpPort() default 8181;

        @AttributeDefinition(
                description =
                        "URL to which a browse container sends shoppers to place an order, as"
                                + " https://{catalog}.pay.example.com. Default empty: it tells shoppers that it takes no orders.")
        String checkoutUrl() default "";
    }

    @Activate
    public ThisNode(
            BundleContext context, Config config, @Reference StoreRegistry stores, @Reference TaskScheduler scheduler) {
        this(context.getBundle().getVersion().toString().replace(".SNAPSHOT", "-SNAPSHOT"), config, stores, scheduler);
    }

    ThisNode(String version, Config config, StoreRegistry stores, TaskScheduler scheduler) {
        this.stores = stores;
        this.version = version;
        this.name = name(config);
        this.role = role(config.role());
        this.checkoutUrl = checkoutUrl(config.checkoutUrl().strip());
        needed.add(ORDER_TOKEN);
        needed.add(FORM_TOKEN);
        this.heartbeat =
                scheduler.schedule("Reporting this container to the shared database", this::reportAndReadSecrets);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Role role() {
        return role;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public Optional<String> checkoutUrl() {
        return checkoutUrl;
    }

    @Override
    public Optional<URI> checkoutUrl(CatalogId catalog) {
        return checkoutUrl.map(url -> URI.create(url.replace(CATALOG, catalog.value())));
    }

    @Override
    public List<Peer> peers() {
        return stores.nodes().peers(PEER_TIMEOUT).stream()
                .sorted(Comparator.comparing(Peer::name))
                .toList();
    }

    @Override
    public Optional<byte[]> secret(String name) {
        byte[] secret = secrets.get(name);
        if (secret == null && needed.add(name)) {
            heartbeat.soon();
        }
        return Optional.ofNullable(secret).map(byte[]::clone);
    }

    /**
     * Returns a secret from memory, else from the database.
     *
     * @throws org.souk.api.database.DatabaseUnavailableException if it is not in memory and the database is unavailable
     */
    public byte[] secretNow(String name) {
        byte[] known = secrets.get(name);
        byte[] secret = known == null ? stores.nodes().secret(name) : known;
        secrets.put(name, secret);
        return secret.clone();
    }

    @Override
    @Deactivate
    public void close() {
        heartbeat.close();
    }

    Duration reportAndReadSecrets() {
        stores.nodes().seen(name, role, version);
        for (String secret : needed) {
            if (!secrets.containsKey(secret)) {
                secrets.put(secret, stores.nodes().secret(secret));
            }
        }
        return HEARTBEAT;
    }

    private static Optional<String> checkoutUrl(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI url = new URI(text.replace(CATALOG, "shop"));
            if (url.getHost() != null && List.of("http", "https").contains(String.valueOf(url.getScheme()))) {
                return Optional.of(text);
            }
        } catch (URISyntaxException e) {
            LOG.debug("No address", e);
        }
        LOG.warn(
                "'{}' is not a URL for placing orders (SOUK_CHECKOUT_URL, or checkoutUrl in etc/org.souk.node.cfg); write one"
                        + " like https://{catalog}.pay.example.com. Until then shoppers are told that this container takes no orders",
                text);
        return Optional.empty();
    }

    private static String name(Config config) {
        String given = config.name().strip();
        String name = given.isEmpty() ? hostName() + ":" + config.httpPort() : given;
        String printable = name.replaceAll("[^\\x21-\\x7e]", "-");
        return printable.length() > MAX_NAME ? printable.substring(0, MAX_NAME) : printable;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            LOG.debug("The host name of this machine cannot be resolved", e);
            return "localhost";
        }
    }

    private static Role role(String text) {
        try {
            return text.isBlank() ? Role.ALL : Role.valueOf(text.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            LOG.warn(
                    "The role '{}' of this container (SOUK_ROLE, or role in etc/org.souk.node.cfg) is unknown; write all,"
                            + " browse or checkout. Until then the role is browse: the container takes no orders",
                    text);
            return Role.BROWSE;
        }
    }
}
