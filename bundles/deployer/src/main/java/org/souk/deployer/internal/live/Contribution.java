package org.souk.deployer.internal.live;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.CatalogContributor;

/** What a contributor prepared of a version. Closed with its last use. */
public final class Contribution {
    private static final Logger LOG = LoggerFactory.getLogger(Contribution.class);

    public final CatalogContributor contributor;
    final Object value;
    private final RefCount users;

    public Contribution(CatalogContributor contributor, Object value) {
        this.contributor = contributor;
        this.value = value;
        this.users = new RefCount(() -> close(value));
    }

    public boolean retain() {
        return users.retain();
    }

    public void release() {
        users.release();
    }

    private static void close(Object value) {
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
