package org.souk.shell.internal.catalog;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogStatus;
import org.souk.api.catalog.Catalogs;

@Service
public final class CatalogIdCompleter implements Completer {
    @Reference(optional = true)
    @Nullable
    Catalogs catalogs;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        Catalogs known = catalogs;
        return known == null
                ? -1
                : new StringsCompleter(
                                known.list().stream().map(CatalogStatus::id).toList())
                        .complete(session, line, candidates);
    }
}
