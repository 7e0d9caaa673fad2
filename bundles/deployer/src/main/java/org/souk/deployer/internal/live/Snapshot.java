package org.souk.deployer.internal.live;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogFiles;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.host.HostPattern;
import org.souk.deployer.internal.state.CatalogState;

/**
 * A live version as requests see it, with the contributions to it. When it was replaced and the last request has ended, it releases both.
 */
public final class Snapshot extends RefCounted implements LiveCatalog {
    final Generation generation;
    public final List<Contribution> contributions;
    /** The catalog's own hosts as an operator changed them. */
    public final List<HostPattern> hosts;

    private final List<GenerationFolder> kept;
    private final @Nullable Instant parked;

    /**
     * Takes over one use of each contribution, and adds one to the generation and to each folder.
     *
     * @param state says at which hosts it is served, and whether it is parked
     * @param kept folders of earlier versions
     */
    public Snapshot(
            Generation generation, List<Contribution> contributions, CatalogState state, List<GenerationFolder> kept) {
        this.generation = generation;
        this.contributions = List.copyOf(contributions);
        this.hosts = state.changes().applyTo(generation.catalog.hosts());
        this.parked = state.parkedOrNull();
        if (!generation.retain()) {
            throw new IllegalStateException(generation.folder.path() + " is not in use any more");
        }
        this.kept = kept.stream().filter(GenerationFolder::retain).toList();
    }

    @Override
    void end() {
        generation.disposer.submit(() -> {
            contributions.forEach(Contribution::release);
            kept.forEach(GenerationFolder::release);
            generation.release();
        });
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
        return kept.stream().map(folder -> folder.files).toList();
    }

    @Override
    public Optional<Instant> parkedSince() {
        return Optional.ofNullable(parked);
    }

    @Override
    public <T> Optional<T> contribution(Class<T> type) {
        for (Contribution one : contributions) {
            if (type.isInstance(one.value)) {
                return Optional.of(type.cast(one.value));
            }
        }
        return Optional.empty();
    }

    @Override
    public <S> List<S> services(Class<S> spi) {
        return generation.bundle.services(spi);
    }
}
