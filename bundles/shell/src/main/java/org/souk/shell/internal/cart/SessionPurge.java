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
import org.souk.shell.internal.catalog.CatalogIds;
import org.souk.shell.internal.text.ShopCommand;

/** {@code session:purge}. */
@Service
@Command(
        scope = "session",
        name = "purge",
        description = "Removes sessions that have expired, with their carts; orders stay")
public final class SessionPurge extends ShopCommand {
    private static final int MOST_DAYS = 3_650;

    @Option(name = "--catalog", description = "Only of the catalog with this id")
    @Completion(CatalogIds.class)
    @Nullable
    String catalog;

    @Option(name = "--idle", description = "Days: also those whose shopper changed nothing for so long")
    @Nullable
    String idle;

    @Reference(optional = true)
    @Nullable
    Sessions sessions;

    @Override
    protected void run(PrintStream out) throws CommandException {
        long removed = needed(sessions, "sessions")
                .purge(catalog == null ? null : new CatalogId(catalog), idle == null ? null : days(idle));
        out.println(removed == 1 ? "1 session removed" : removed + " sessions removed");
    }

    private static Duration days(String text) throws CommandException {
        if (!text.matches("[1-9]\\d{0,3}") || Integer.parseInt(text) > MOST_DAYS) {
            throw failure("'" + text + "' is no number of days; write 1 to " + MOST_DAYS);
        }
        return Duration.ofDays(Integer.parseInt(text));
    }
}
