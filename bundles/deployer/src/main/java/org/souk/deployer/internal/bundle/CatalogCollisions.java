package org.souk.deployer.internal.bundle;

import java.util.Collection;
import org.osgi.framework.Bundle;
import org.osgi.framework.hooks.bundle.CollisionHook;
import org.osgi.service.component.annotations.Component;

/** Allows two bundles of one catalog with the same symbolic name and version, while one replaces the other. */
@Component(service = CollisionHook.class, immediate = true)
public final class CatalogCollisions implements CollisionHook {
    @Override
    public void filterCollisions(int operation, Bundle target, Collection<Bundle> candidates) {
        candidates.removeIf(bundle -> bundle.getHeaders("").get("Souk-Catalog") != null);
    }
}
