package org.souk.shell.internal.cart;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.souk.api.cart.CartSummary;
import org.souk.api.cart.Carts;
import org.souk.api.catalog.CatalogId;
import org.souk.shell.internal.catalog.CatalogIds;
import org.souk.shell.internal.text.FilteredListCommand;
import org.souk.shell.internal.text.Listing;

/** {@code cart:list}. */
@Service
@Command(scope = "cart", name = "list", description = "Lists open carts, the last changed first")
public final class CartList extends FilteredListCommand<CartSummary> {
    @Argument(name = "CATALOG", description = "Only of the catalog with this id")
    @Completion(CatalogIds.class)
    @Nullable
    String catalog;

    @Option(name = "--limit", description = "Most rows, 1 to 10000")
    int limit = MOST_ROWS;

    @Reference(optional = true)
    @Nullable
    Carts carts;

    @Override
    protected List<CartSummary> rows() throws CommandException {
        return needed(carts, "carts").list(catalog == null ? null : new CatalogId(catalog), limit);
    }

    @Override
    protected Listing<CartSummary> listing() {
        return new Listing<CartSummary>("There is no open cart.")
                .column("key", CartSummary::session)
                .column("catalog", CartSummary::catalog)
                .column("lines", CartSummary::lines)
                .column("items", CartSummary::items)
                .column("changedAt", CartSummary::changedAt);
    }
}
