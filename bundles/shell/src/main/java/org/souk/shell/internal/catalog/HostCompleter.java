package org.souk.shell.internal.catalog;

import java.util.Arrays;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Catalogs;

/** Completes the hosts of the catalog whose id was already typed. */
@Service
public final class HostCompleter implements Completer {
    @Reference(optional = true)
    @Nullable
    Catalogs catalogs;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        Catalogs known = catalogs;
        if (known == null) {
            return -1;
        }
        List<String> typed = Arrays.asList(line.getArguments());
        List<String> hosts = known.list().stream()
                .filter(status -> typed.contains(status.id()))
                .flatMap(status -> status.hosts().stream())
                .toList();
        return new StringsCompleter(hosts).complete(session, line, candidates);
    }
}
