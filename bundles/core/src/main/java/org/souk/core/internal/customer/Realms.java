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
 * Whose customers a shop's are. A catalog asks for a group, the operator says who is in it: it takes both, or whoever may drop a catalog
 * could read the customers of any other merchant.
 */
@Component(
        service = {Realms.class, CustomerRealms.class, CatalogListener.class},
        configurationPid = "org.souk.customers")
public final class Realms implements CustomerRealms, CatalogListener {
    private static final Logger LOG = LoggerFactory.getLogger(Realms.class);

    private final Map<String, Set<String>> groups;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /** With what the operator says. */
    @Activate
    public Realms(CustomerSettings settings) {
        this(settings.groups());
    }

    Realms(String text) {
        this.groups = parse(text);
    }

    @Override
    public CustomerRealm of(Catalog catalog) {
        Optional<CustomerGroup> group = catalog.settings().customerGroup();
        if (group.isEmpty()) {
            return CustomerRealm.of(catalog.id());
        }
        if (isMember(catalog.id(), group.get())) {
            return CustomerRealm.of(group.get());
        }
        if (told.add(catalog.id() + " " + group.get())) {
            LOG.warn(
                    "The shop {} asks to share the customers of the group {}, and is not in it. It keeps its customers to itself; to let it"
                            + " in, add it to 'groups' in etc/org.souk.customers.cfg of every container",
                    catalog.id(),
                    group.get());
        }
        return CustomerRealm.of(catalog.id());
    }

    /** Says at once if the operator has to let it in. */
    @Override
    public void live(LiveCatalog live) {
        of(live.catalog());
    }

    @Override
    public void removed(CatalogId id) {
        told.removeIf(shop -> shop.startsWith(id + " "));
    }

    /** Whether the operator let it in. */
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
                        "'{}' in 'groups' of etc/org.souk.customers.cfg is left out ({}); write it like 'riding: tack saddlery'",
                        entry.strip(),
                        e.getMessage());
            }
        }
        return groups;
    }
}
