package org.souk.shell.internal.cart;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.souk.api.cart.CartSummary;
import org.souk.api.cart.Carts;
import org.souk.api.catalog.CatalogId;
import org.souk.shell.internal.catalog.ListByCatalog;
import org.souk.shell.internal.text.Listing;

@Service
@Command(scope = "cart", name = "list", description = "Lists open carts, most recently changed first")
public final class CartList extends ListByCatalog<CartSummary> {
    @Reference(optional = true)
    @Nullable
    Carts carts;

    @Override
    protected List<CartSummary> rows(@Nullable CatalogId only, int most) throws CommandException {
        return require(carts, "carts").list(only, most);
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
