package org.souk.storefront.internal.pages;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.api.customer.Customer;
import org.souk.api.customer.Customers;
import org.souk.api.customer.OwnOrder;
import org.souk.api.customer.PasswordChange;
import org.souk.api.session.SessionToken;
import org.souk.storefront.internal.text.Formats;
import org.souk.storefront.internal.text.Links;
import org.souk.storefront.internal.text.ThemeTexts;
import org.souk.storefront.internal.view.AccountView;
import org.souk.storefront.internal.view.EntranceView;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.Form;
import org.souk.storefront.internal.web.Reply;

/** What a customer who is signed in finds: the orders, the password, the way out. */
@Component(service = AccountPages.class)
public final class AccountPages {
    private static final int MOST_ORDERS = 200;

    private final PageSupport room;
    private final Customers customers;

    /** With what knows customers. */
    @Activate
    public AccountPages(@Reference PageSupport room, @Reference Customers customers) {
        this.room = room;
        this.customers = customers;
    }

    Reply show(Exchange exchange) {
        Optional<Customer> customer = customers.current(exchange.shop(), session(exchange));
        if (customer.isEmpty()) {
            return Reply.redirect(303, "/account/sign-in");
        }
        ThemeTexts texts = room.texts(exchange);
        Formats formats = room.shelf(exchange).formats();
        List<AccountView.OrderRow> orders = customers.orders(exchange.shop(), session(exchange), MOST_ORDERS).stream()
                .map(order -> row(order, texts, formats))
                .toList();
        Map<String, Object> model = new HashMap<>();
        model.put(
                "account",
                new AccountView(
                        customer.get().email(), formats.day(customer.get().registeredAt()), orders));
        model.put("notice", notice(exchange, texts));
        return room.page(exchange, 200, "account.peb", room.hidden(exchange, texts.get("account.title")), model);
    }

    private static @Nullable String notice(Exchange exchange, ThemeTexts texts) {
        if (exchange.query("welcome").isPresent()) {
            return texts.get("account.welcome");
        }
        return exchange.query("changed").isPresent() ? texts.get("account.password.changed") : null;
    }

    private static AccountView.OrderRow row(OwnOrder order, ThemeTexts texts, Formats formats) {
        String status = "order.status." + order.status();
        return new AccountView.OrderRow(
                order.number().value(),
                "/orders/" + Links.segment(order.number().value()) + "?token=" + Links.parameter(order.token()),
                formats.moment(order.placedAt()),
                texts.has(status) ? texts.get(status) : order.status(),
                formats.money(order.total()));
    }

    Reply signOut(Exchange exchange) {
        room.demandOwn(exchange);
        Reply reply = Reply.redirect(303, "/");
        return exchange.session()
                .map(session -> reply.with(customers.signOut(exchange.shop(), session)))
                .orElse(reply);
    }

    Reply password(Exchange exchange) {
        return customers.current(exchange.shop(), session(exchange)).isEmpty()
                ? Reply.redirect(303, "/account/sign-in?return=/account/password")
                : form(exchange, 200, null, Map.of());
    }

    Reply changePassword(Exchange exchange) {
        ThemeTexts texts = room.texts(exchange);
        if (!room.own(exchange)) {
            return form(exchange, 403, texts.get("account.expired"), Map.of());
        }
        Form sent = exchange.form();
        PasswordChange change = customers.changePassword(
                exchange.shop(),
                session(exchange),
                sent.first("present").orElse(""),
                sent.first("password").orElse(""),
                exchange.host().origin());
        if (change instanceof PasswordChange.Changed changed) {
            return Reply.redirect(303, "/account?changed").with(changed.session());
        }
        if (change instanceof PasswordChange.Nobody) {
            return Reply.redirect(303, "/account/sign-in?return=/account/password");
        }
        if (change instanceof PasswordChange.TooMany many) {
            return Waits.with(
                    form(exchange, 429, Waits.tooMany(texts, many.retryAfter()), Map.of()), many.retryAfter());
        }
        if (change instanceof PasswordChange.Busy busy) {
            return Waits.with(form(exchange, 503, texts.get("account.busy"), Map.of()), busy.retryAfter());
        }
        return change instanceof PasswordChange.WrongPassword
                ? form(exchange, 422, null, Map.of("present", texts.get("account.error.present")))
                : form(exchange, 422, null, Map.of("password", SignInPages.passwordRule(texts)));
    }

    private Reply form(Exchange exchange, int status, @Nullable String notice, Map<String, String> errors) {
        EntranceView view = new EntranceView(Map.of(), errors, notice, "", "", "");
        String title = room.texts(exchange).get("account.password.title");
        return room.page(
                exchange, status, "account-password.peb", room.hidden(exchange, title), Map.of("entrance", view));
    }

    private static @Nullable SessionToken session(Exchange exchange) {
        return exchange.session().orElse(null);
    }
}
