package org.souk.persistence.internal.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.souk.api.cart.LineId;
import org.souk.api.catalog.CatalogId;
import org.souk.api.customer.CustomerId;
import org.souk.api.customer.CustomerRealm;
import org.souk.api.session.IdempotencyKey;
import org.souk.api.session.SessionKey;
import org.souk.api.store.CustomerStore;
import org.souk.api.store.CustomerStore.Account;
import org.souk.api.store.CustomerStore.Merged;
import org.souk.api.store.CustomerStore.SignIn;
import org.souk.api.store.CustomerStore.SignInOutcome;
import org.souk.api.store.StoredCart;
import org.souk.api.store.StoredLine;
import org.souk.persistence.internal.cart.SqlCartStore;
import org.souk.persistence.internal.connection.Shop;
import org.souk.persistence.internal.connection.TestDatabase;
import org.souk.persistence.internal.housekeeping.SqlHousekeepingStore;

/** A shop, and a customer who may register there. */
abstract class CustomerFixture {
    static final String HASH = "$argon2id$one";

    final TestDatabase database;
    final SqlCartStore carts;
    final SqlHousekeepingStore housekeeping;
    final CustomerStore customers;
    final CustomerStore otherContainer;
    final Shop shop;
    final CustomerRealm realm;
    final Account account = CustomerStore.newcomer(CustomerId.random(), "Ada@example.com", HASH);
    /** Where the customer's cart is kept. */
    final SessionKey own = Shop.newSession();

    CustomerFixture(TestDatabase database) {
        this.database = database;
        carts = new SqlCartStore(database.shared());
        housekeeping = new SqlHousekeepingStore(database.shared());
        customers = new JpaCustomerStore(database.shared());
        otherContainer = new JpaCustomerStore(database.second());
        shop = new Shop(carts);
        realm = CustomerRealm.of(shop.id);
    }

    SessionKey register(SessionKey before) {
        SessionKey session = Shop.newSession();
        assertThat(customers.signIn(signIn(before, session, account, "ada@example.com", null), CustomerFixture::merge))
                .isInstanceOf(SignInOutcome.SignedIn.class);
        return session;
    }

    SignIn signIn(SessionKey before, SessionKey fresh, Account who, String address, IdempotencyKey key) {
        CatalogId catalog = shop.id;
        return new SignIn(catalog, realm, address, who, own, before, fresh, Shop.MONTH, Shop.MONTH, key, "f", false);
    }

    /** Adds the pieces of the same SKU. */
    static Merged merge(StoredCart guest, StoredCart own) {
        List<StoredLine> lines = new ArrayList<>(own.lines());
        for (StoredLine line : guest.lines()) {
            int there = lines.stream()
                    .filter(l -> l.sku().equals(line.sku()))
                    .mapToInt(StoredLine::quantity)
                    .sum();
            lines.removeIf(l -> l.sku().equals(line.sku()));
            lines.add(new StoredLine(
                    new LineId("l-" + line.sku()),
                    line.sku(),
                    line.title(),
                    there + line.quantity(),
                    line.shownPrice()));
        }
        return new Merged(lines, null, List.of());
    }
}
