package org.souk.shell.internal.cart;

import java.io.PrintStream;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.souk.api.cart.CartContent;
import org.souk.api.cart.CartSummary;
import org.souk.api.cart.Carts;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CouponCode;
import org.souk.api.session.SessionKey;
import org.souk.shell.internal.catalog.CatalogIdCompleter;
import org.souk.shell.internal.text.Listing;
import org.souk.shell.internal.text.PropertyList;
import org.souk.shell.internal.text.ShopCommand;

@Service
@Command(scope = "cart", name = "show", description = "Shows an open cart as stored in the database")
public final class CartShow extends ShopCommand {
    /** The least digits of a key that the operator must type. Two carts rarely share so many. */
    private static final int MIN_DIGITS = 6;

    private static final int KEY_DIGITS = 64;
    private static final String FORM = "[0-9a-f]{" + MIN_DIGITS + "," + KEY_DIGITS + "}";

    @Argument(name = "KEY", description = "The cart's key, or its first digits", required = true)
    @Completion(CartKeyCompleter.class)
    String key = "";

    @Option(name = "--catalog", description = "Only of the catalog with this id")
    @Completion(CatalogIdCompleter.class)
    @Nullable
    String catalog;

    @Reference(optional = true)
    @Nullable
    Carts carts;

    @Override
    protected void run(PrintStream out) throws CommandException {
        if (!key.matches(FORM)) {
            throw failure("'" + key + "' is not the key of a cart; write at least its " + MIN_DIGITS
                    + " first hexadecimal digits, as cart:list shows them");
        }
        Carts all = require(carts, "carts");
        CatalogId only = catalog == null ? null : new CatalogId(catalog);
        if (only != null && key.length() == KEY_DIGITS) {
            show(only, new SessionKey(key), all, out);
            return;
        }
        List<CartSummary> newest = all.list(only, MAX_ROWS);
        List<CartSummary> found = newest.stream()
                .filter(cart -> cart.session().value().startsWith(key))
                .toList();
        if (found.size() > 1) {
            throw failure(found.size() + " carts have keys that begin with '" + key + "'; write more of it");
        }
        if (found.isEmpty()) {
            throw failure("There is no open cart '" + key + "'"
                    + (newest.size() < MAX_ROWS
                            ? "; see the keys with cart:list"
                            : " among the " + MAX_ROWS
                                    + " that were changed last; find an older one by its full key and --catalog"));
        }
        show(found.get(0).catalog(), found.get(0).session(), all, out);
    }

    private static void show(CatalogId of, SessionKey session, Carts all, PrintStream out) throws CommandException {
        CartContent content = all.content(of, session)
                .orElseThrow(() -> failure("The session '" + session + "' of " + of + " has no open cart with lines"));
        new PropertyList()
                .line("key", session)
                .line("catalog", of)
                .line("version", content.version())
                .line("coupon", content.coupon().map(CouponCode::value).orElse("none"))
                .print(out);
        new Listing<CartContent.Line>("no lines")
                .column("sku", CartContent.Line::sku)
                .column("title", CartContent.Line::title)
                .column("quantity", CartContent.Line::quantity)
                .column("unitPrice", CartContent.Line::unitPrice)
                .table(content.lines(), out);
    }
}
