package org.souk.deployer.internal.life;

import java.util.List;
import java.util.Optional;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogFiles;
import org.souk.api.catalog.LiveCatalog;

/** A generation with the shares of the parts: what requests are served from. Drains by count, then lets go of both. */
final class Snapshot implements LiveCatalog {
    final Generation generation;
    final List<Share> shares;
    private final Counted users;

    /** Takes over one use of each share, and takes one of the generation. */
    Snapshot(Generation generation, List<Share> shares) {
        this.generation = generation;
        this.shares = List.copyOf(shares);
        if (!generation.retain()) {
            throw new IllegalStateException("generation " + generation.name + " has ended");
        }
        this.users = new Counted(() -> generation.later(() -> {
            this.shares.forEach(Share::release);
            generation.release();
        }));
    }

    boolean retain() {
        return users.retain();
    }

    void release() {
        users.release();
    }

    @Override
    public Catalog catalog() {
        return generation.catalog;
    }

    @Override
    public CatalogFiles files() {
        return generation.files;
    }

    @Override
    public List<CatalogFiles> earlier() {
        return List.of();
    }

    @Override
    public boolean parked() {
        return false;
    }

    @Override
    public <T> Optional<T> share(Class<T> type) {
        for (Share share : shares) {
            if (type.isInstance(share.value)) {
                return Optional.of(type.cast(share.value));
            }
        }
        return Optional.empty();
    }

    @Override
    public <S> List<S> services(Class<S> spi) {
        return generation.bundle.services(spi);
    }
}
