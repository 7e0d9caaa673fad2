package org.souk.core.internal.customer;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CatalogListener;
import org.souk.api.catalog.CustomerGroup;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.customer.CustomerRealm;
import org.souk.core.internal.store.CustomerRealms;

/**
 * Determines which customer accounts a shop uses from the configuration {@code org.souk.customers}. A shop shares customers with a group
 * only if its catalog asks for the group and the operator lists the catalog in it. If asking were enough, anyone who may deploy a catalog
 * could reach the customers of any merchant.
 */
@Component(
        service = {ConfiguredRealms.class, CustomerRealms.class, CatalogListener.class},
        configurationPid = "org.souk.customers")
public final class ConfiguredRealms implements CustomerRealms, CatalogListener {
    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredRealms.class);

    private final Map<String, Set<String>> groups;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    @Activate
    public ConfiguredRealms(CustomerSettings settings) {
        this(settings.groups());
    }

    ConfiguredRealms(String text) {
        this.groups = parse(text);
    }

    @Override
    public CustomerRealm of(Catalog catalog) {
        Optional<CustomerGroup> group = catalog.settings().customerGroup();
        if (group.isPresent() && isMember(catalog.id(), group.get())) {
            return CustomerRealm.of(group.get());
        }
        if (group.isPresent() && warned.add(catalog.id() + " " + group.get())) {
            LOG.warn(
                    "The shop {} asks to share the customers of the group {}, but is not in it. It keeps its customers to itself; to let it"
                            + " in, add it to 'groups' in etc/org.souk.customers.cfg of every container",
                    catalog.id(),
                    group.get());
        }
        return CustomerRealm.of(catalog.id());
    }

    /** Warns immediately if the operator must add the shop to its group. */
    @Override
    public void live(LiveCatalog live) {
        of(live.catalog());
    }

    @Override
    public void removed(CatalogId id) {
        warned.removeIf(shop -> shop.startsWith(id + " "));
    }

    boolean isMember(CatalogId catalog, CustomerGroup group) {
        return groups.getOrDefault(group.value(), Set.of()).contains(catalog.value());
    }

    private static Map<String, Set<String>> parse(String text) {
        Map<String, Set<String>> groups = new HashMap<>();
        for (String entry : text.split(";")) {
            String[] parts = entry.split(":", -1);
            String name = parts[0].strip();
            if (entry.isBlank()) {
                continue;
            }
            try {
                if (parts.length != 2) {
                    throw new IllegalArgumentException("no colon, or two");
                }
                Set<String> members = groups.computeIfAbsent(new CustomerGroup(name).value(), g -> new HashSet<>());
                for (String id : parts[1].strip().split("[\\s,]+")) {
                    members.add(new CatalogId(id).value());
                }
            } catch (IllegalArgumentException e) {
                LOG.warn(
                        "'{}' in 'groups' of etc/org.souk.customers.cfg is ignored ({}); write it like 'riding: tack saddlery'",
                        entry.strip(),
                        e.getMessage());
            }
        }
        return groups;
    }
}
