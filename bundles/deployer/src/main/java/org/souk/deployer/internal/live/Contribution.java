package org.souk.deployer.internal.live;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.CatalogContributor;

/** What a part prepared of a version; closed when no snapshot has it any more. */
public final class Contribution {
    private static final Logger LOG = LoggerFactory.getLogger(Contribution.class);

    public final CatalogContributor part;
    final Object value;
    private final RefCount users;

    public Contribution(CatalogContributor part, Object value) {
        this.part = part;
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
                        "A share of a retired catalog does not close: {}",
                        value.getClass().getName(),
                        e);
            }
        }
    }
}
