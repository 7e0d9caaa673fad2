package org.souk.shell.internal.order;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;
import org.souk.api.database.DatabaseUnavailableException;
import org.souk.api.order.Orders;

@Service
public final class OrderNumberCompleter implements Completer {
    private static final int NEWEST = 100;

    @Reference(optional = true)
    @Nullable
    Orders orders;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        Orders known = orders;
        return known == null ? -1 : new StringsCompleter(newest(known)).complete(session, line, candidates);
    }

    private static List<String> newest(Orders orders) {
        try {
            return orders.list(null, NEWEST).stream()
                    .map(order -> order.number().value())
                    .toList();
        } catch (DatabaseUnavailableException e) {
            return List.of(); // no candidates; the command itself reports that the database is unavailable
        }
    }
}
