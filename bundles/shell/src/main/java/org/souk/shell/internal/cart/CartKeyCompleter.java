package org.souk.shell.internal.cart;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;
import org.souk.api.cart.Carts;
import org.souk.api.database.DatabaseUnavailableException;

/** Completes the keys of recently changed carts. */
@Service
public final class CartKeyCompleter implements Completer {
    private static final int NEWEST = 100;

    @Reference(optional = true)
    @Nullable
    Carts carts;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        Carts known = carts;
        return known == null ? -1 : new StringsCompleter(newest(known)).complete(session, line, candidates);
    }

    private static List<String> newest(Carts carts) {
        try {
            return carts.list(null, NEWEST).stream()
                    .map(cart -> cart.session().value())
                    .toList();
        } catch (DatabaseUnavailableException e) {
            return List.of(); // no candidates; the command itself reports that the database is unavailable
        }
    }
}
