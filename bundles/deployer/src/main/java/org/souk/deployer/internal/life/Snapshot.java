package org.souk.deployer.internal.life;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogFiles;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.host.HostPattern;

/** A generation with the shares of the parts: what requests are served from. Drains by count, then lets go of both. */
final class Snapshot implements LiveCatalog {
    final Generation generation;
    final List<Contribution> shares;
    /** What it holds: the catalog's own hosts as an operator changed them. */
    final List<HostPattern> hosts;

    private final List<GenerationFolder> kept;
    private final @Nullable Instant parked;
    private final RefCount users;

    /**
     * Takes over one use of each share, and takes one of the generation and of each folder.
     *
     * @param entry says how it is served
     * @param kept folders of what was served before
     */
    Snapshot(Generation generation, List<Contribution> shares, CatalogState entry, List<GenerationFolder> kept) {
        this.generation = generation;
        this.shares = List.copyOf(shares);
        this.hosts = entry.changes().of(generation.catalog.hosts());
        this.parked = entry.parkedOrNull();
        if (!generation.retain()) {
            throw new IllegalStateException("generation " + generation.name + " has ended");
        }
        this.kept = kept.stream().filter(GenerationFolder::retain).toList();
        this.users = new RefCount(() -> generation.later(() -> {
            this.shares.forEach(Contribution::release);
            this.kept.forEach(GenerationFolder::release);
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
        return kept.stream().map(GenerationFolder::named).toList();
    }

    @Override
    public Optional<Instant> parkedSince() {
        return Optional.ofNullable(parked);
    }

    @Override
    public <T> Optional<T> contribution(Class<T> type) {
        for (Contribution share : shares) {
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
