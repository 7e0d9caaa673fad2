package org.souk.persistence.internal.entity;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.Currency;
import org.souk.api.cart.LineId;
import org.souk.api.catalog.Sku;
import org.souk.api.money.Money;
import org.souk.api.store.StoredLine;
import org.souk.persistence.internal.sql.Fit;

/** A line of a cart. Guarded by the lock of its session and the version of its cart. */
@Entity
@Table(name = "cart_lines")
public class CartLineRow {
    @EmbeddedId
    private CartLineRef id = new CartLineRef();

    @Column(name = "pos")
    private int position;

    @Column(name = "sku")
    private String sku = "";

    @Column(name = "title")
    private String title = "";

    @Column(name = "quantity")
    private int quantity;

    @Column(name = "shown_amount")
    private long shownAmount;

    @Column(name = "shown_currency")
    private String shownCurrency = "";

    /** For OpenJPA. */
    public CartLineRow() {}

    /** A new one. */
    public CartLineRow(SessionRef session, LineId line) {
        this.id = new CartLineRef(session, line.value());
    }

    /** Takes over all but the id. */
    public void take(int newPosition, StoredLine line) {
        position = newPosition;
        sku = Fit.exactly("sku", line.sku().value(), 255);
        title = Fit.shortened(line.title(), 1000);
        quantity = Fit.positive("quantity", line.quantity());
        shownAmount = line.shownPrice().amount();
        shownCurrency = line.shownPrice().currency().getCurrencyCode();
    }

    /** Its name in the cart. */
    public LineId line() {
        return new LineId(id.line());
    }

    /** As the port says it. */
    public StoredLine toLine() {
        Money price = new Money(shownAmount, Currency.getInstance(shownCurrency));
        return new StoredLine(line(), new Sku(sku), title, quantity, price);
    }
}
