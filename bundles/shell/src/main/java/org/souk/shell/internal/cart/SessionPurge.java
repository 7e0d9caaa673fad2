package org.souk.shell.internal.cart;

import java.io.PrintStream;
import java.time.Duration;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogId;
import org.souk.api.session.Sessions;
import org.souk.shell.internal.catalog.CatalogIdCompleter;
import org.souk.shell.internal.text.ShopCommand;

@Service
@Command(scope = "session", name = "purge", description = "Removes expired sessions with their carts; orders are kept")
public final class SessionPurge extends ShopCommand {
    private static final int MAX_DAYS = 3_650;

    @Option(name = "--catalog", description = "Only of the catalog with this id")
    @Completion(CatalogIdCompleter.class)
    @Nullable
    String catalog;

    @Option(name = "--idle", description = "Also removes sessions without a change for this number of days")
    @Nullable
    String idle;

    @Reference(optional = true)
    @Nullable
    Sessions sessions;

    @Override
    protected void run(PrintStream out) throws CommandException {
        long removed = require(sessions, "sessions")
                .purge(catalog == null ? null : new CatalogId(catalog), idle == null ? null : days(idle));
        out.println(removed == 1 ? "1 session removed" : removed + " sessions removed");
    }

    private static Duration days(String text) throws CommandException {
        if (!text.matches("[1-9]\\d{0,3}") || Integer.parseInt(text) > MAX_DAYS) {
            throw failure("'" + text + "' is not a number of days; write 1 to " + MAX_DAYS);
        }
        return Duration.ofDays(Integer.parseInt(text));
    }
}
