package org.souk.shell.internal.cart;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogId;
import org.souk.api.session.SessionSummary;
import org.souk.api.session.Sessions;
import org.souk.shell.internal.catalog.ListByCatalog;
import org.souk.shell.internal.text.Listing;

@Service
@Command(scope = "session", name = "list", description = "Lists sessions that have not expired, newest first")
public final class SessionList extends ListByCatalog<SessionSummary> {
    @Reference(optional = true)
    @Nullable
    Sessions sessions;

    @Override
    protected List<SessionSummary> rows(@Nullable CatalogId only, int most) throws CommandException {
        return require(sessions, "sessions").list(only, most);
    }

    @Override
    protected Listing<SessionSummary> listing() {
        return new Listing<SessionSummary>("There is no session.")
                .column("key", SessionSummary::key)
                .column("catalog", SessionSummary::catalog)
                .column("createdAt", SessionSummary::createdAt)
                .column("items", SessionSummary::items)
                .column("expiresAt", SessionSummary::expiresAt);
    }
}
