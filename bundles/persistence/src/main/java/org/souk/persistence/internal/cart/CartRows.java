package org.souk.persistence.internal.cart;

import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.souk.api.cart.LineId;
import org.souk.api.store.StoredCart;
import org.souk.api.store.StoredLine;
import org.souk.persistence.internal.entity.CartLineRow;
import org.souk.persistence.internal.entity.CartRow;
import org.souk.persistence.internal.entity.SessionRef;
import org.souk.persistence.internal.gate.Unit;

/** A session's cart and its lines, in a transaction that has locked the session. */
public final class CartRows {
    private final Unit unit;
    private final SessionRef session;
    private @Nullable CartRow cart;
    private List<CartLineRow> lines;

    private CartRows(Unit unit, SessionRef session, @Nullable CartRow cart, List<CartLineRow> lines) {
        this.unit = unit;
        this.session = session;
        this.cart = cart;
        this.lines = lines;
    }

    /** Loads them. */
    public static CartRows load(Unit unit, SessionRef session) {
        CartRow cart = unit.entities().find(CartRow.class, session);
        boolean open = cart != null && cart.isOpen();
        return new CartRows(unit, session, cart, open ? lines(unit.entities(), session) : List.of());
    }

    /** Those of a session that is not there yet. */
    public static CartRows none(Unit unit, SessionRef session) {
        return new CartRows(unit, session, null, List.of());
    }

    /** The lines of a cart, in their order. */
    static List<CartLineRow> lines(EntityManager entities, SessionRef session) {
        return entities.createQuery(
                        "SELECT l FROM CartLineRow l WHERE l.id.catalog = :catalog AND l.id.session = :session"
                                + " ORDER BY l.position",
                        CartLineRow.class)
                .setParameter("catalog", session.catalog())
                .setParameter("session", session.session())
                .getResultList();
    }

    /** The open cart; {@link StoredCart#EMPTY} if there is none. */
    public StoredCart stored() {
        CartRow row = cart;
        return row == null || !row.isOpen()
                ? StoredCart.EMPTY
                : new StoredCart(
                        row.version(), lines.stream().map(CartLineRow::toLine).toList());
    }

    /** Its row, or null if the session never had a cart. */
    public @Nullable CartRow row() {
        return cart;
    }

    /** Writes these lines instead; makes the cart, or opens a new one, where there is none. */
    public StoredCart write(List<StoredLine> wanted, String mark) throws SQLException {
        EntityManager entities = unit.entities();
        CartRow row = cart;
        if (row == null) {
            row = new CartRow(session, random());
            row.written(mark, unit.sql().millis());
            entities.persist(row);
            entities.flush();
            cart = row;
        } else {
            row.reopen(random());
            row.written(mark, unit.sql().millis());
        }
        replace(wanted);
        entities.flush();
        return stored();
    }

    private void replace(List<StoredLine> wanted) {
        Map<LineId, CartLineRow> before = new HashMap<>();
        lines.forEach(line -> before.put(line.line(), line));
        List<CartLineRow> after = new ArrayList<>();
        for (StoredLine line : wanted) {
            CartLineRow known = before.remove(line.id());
            CartLineRow row = known == null ? new CartLineRow(session, line.id()) : known;
            row.take(after.size(), line);
            if (known == null) {
                unit.entities().persist(row);
            }
            after.add(row);
        }
        before.values().forEach(unit.entities()::remove);
        lines = after;
    }

    /** Empties and closes it: it became an order. */
    public void close() throws SQLException {
        CartRow row = Objects.requireNonNull(cart, "a cart that is there");
        row.close();
        row.written(random(), unit.sql().millis());
        lines.forEach(unit.entities()::remove);
        lines = List.of();
        unit.entities().flush();
    }

    /** 32 random hexadecimal digits. */
    public static String random() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
