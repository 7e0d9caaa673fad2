package org.souk.shell.internal.stock;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.LiveCatalogs;

/** Completes the SKUs whose stock is counted, in the catalog whose id was already typed. */
@Service
public final class SkuCompleter implements Completer {
    private static final int MAX_CANDIDATES = 500;

    @Reference(optional = true)
    @Nullable
    LiveCatalogs live;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        LiveCatalogs known = live;
        if (known == null) {
            return -1;
        }
        List<String> words = Arrays.asList(line.getArguments());
        Optional<CatalogId> named =
                known.ids().stream().filter(id -> words.contains(id.value())).findFirst();
        return named.flatMap(known::withId)
                .map(lease -> {
                    try (lease) {
                        return new StringsCompleter(skus(lease.live().catalog(), line.getCursorArgument()))
                                .complete(session, line, candidates);
                    }
                })
                .orElse(-1);
    }

    static List<String> skus(Catalog catalog, @Nullable String typed) {
        return catalog.bySku().values().stream()
                .filter(offer -> offer.variant().tracked())
                .map(offer -> offer.variant().sku().value())
                .filter(sku -> typed == null || sku.startsWith(typed))
                .sorted()
                .limit(MAX_CANDIDATES)
                .toList();
    }
}
