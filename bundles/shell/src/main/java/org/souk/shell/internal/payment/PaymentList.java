package org.souk.shell.internal.payment;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogId;
import org.souk.api.order.OrderNumber;
import org.souk.api.payment.PaymentAttempt;
import org.souk.api.payment.Payments;
import org.souk.shell.internal.catalog.ListByCatalog;
import org.souk.shell.internal.text.Listing;

@Service
@Command(
        scope = "payment",
        name = "list",
        description = "Lists payments through gateways with their state, newest first")
public final class PaymentList extends ListByCatalog<PaymentAttempt> {
    @Reference(optional = true)
    @Nullable
    Payments payments;

    @Override
    protected List<PaymentAttempt> rows(@Nullable CatalogId only, int most) throws CommandException {
        return require(payments, "payments").list(only, most);
    }

    @Override
    protected Listing<PaymentAttempt> listing() {
        return new Listing<PaymentAttempt>("There is no payment.")
                .column("attempt", PaymentAttempt::id)
                .column("catalog", PaymentAttempt::catalog)
                .column("state", PaymentAttempt::state)
                .column("method", payment -> payment.details().paymentMethod())
                .column("total", payment -> payment.details().total())
                .column(
                        "order",
                        payment -> payment.order().map(OrderNumber::value).orElse(""))
                .column("reference", PaymentAttempt::reference)
                .column("reason", PaymentAttempt::reason)
                .column("startedAt", PaymentAttempt::startedAt);
    }
}
