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
import org.souk.shell.internal.catalog.CatalogIds;
import org.souk.shell.internal.text.Listing;
import org.souk.shell.internal.text.Sheet;
import org.souk.shell.internal.text.ShopCommand;

/** {@code cart:show KEY}. */
@Service
@Command(scope = "cart", name = "show", description = "Shows an open cart, as it is in the database")
public final class CartShow extends ShopCommand {
    /** So many digits are nobody else's by chance. */
    private static final int FEWEST = 6;

    private static final int WHOLE = 64;
    private static final String FORM = "[0-9a-f]{" + FEWEST + "," + WHOLE + "}";

    @Argument(name = "KEY", description = "The cart's key, or the beginning of it", required = true)
    @Completion(CartKeys.class)
    String key = "";

    @Option(name = "--catalog", description = "Only of the catalog with this id")
    @Completion(CatalogIds.class)
    @Nullable
    String catalog;

    @Reference(optional = true)
    @Nullable
    Carts carts;

    @Override
    protected void run(PrintStream out) throws CommandException {
        if (!key.matches(FORM)) {
            throw failure("'" + key + "' is no key of a cart; write its " + FEWEST
                    + " first hexadecimal digits at least, as cart:list shows them");
        }
        Carts all = needed(carts, "carts");
        CatalogId only = catalog == null ? null : new CatalogId(catalog);
        if (only != null && key.length() == WHOLE) {
            show(only, new SessionKey(key), all, out);
            return;
        }
        List<CartSummary> newest = all.list(only, MOST_ROWS);
        List<CartSummary> found = newest.stream()
                .filter(cart -> cart.session().value().startsWith(key))
                .toList();
        if (found.size() > 1) {
            throw failure(found.size() + " carts have keys that begin with '" + key + "'; write more of it");
        }
        if (found.isEmpty()) {
            throw failure("There is no open cart '" + key + "'"
                    + (newest.size() < MOST_ROWS
                            ? "; see the keys with cart:list"
                            : " among the " + MOST_ROWS
                                    + " that were changed last; its whole key with --catalog finds an older one"));
        }
        show(found.get(0).catalog(), found.get(0).session(), all, out);
    }

    private static void show(CatalogId of, SessionKey session, Carts all, PrintStream out) throws CommandException {
        CartContent content = all.content(of, session)
                .orElseThrow(() -> failure("The session '" + session + "' of " + of + " has no open cart with lines"));
        new Sheet()
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
