package org.souk.deployer.internal.live;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.CatalogContributor;

/** What a contributor prepared for a version. It is closed when its last user has released it. */
public final class Contribution extends RefCounted {
    private static final Logger LOG = LoggerFactory.getLogger(Contribution.class);

    public final CatalogContributor contributor;
    final Object value;

    public Contribution(CatalogContributor contributor, Object value) {
        this.contributor = contributor;
        this.value = value;
    }

    @Override
    void end() {
        if (value instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                LOG.warn(
                        "What was prepared of an old version cannot be closed: {}",
                        value.getClass().getName(),
                        e);
            }
        }
    }
}
