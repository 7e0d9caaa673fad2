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
import org.souk.storefront.internal.text.Formats;
import org.souk.storefront.internal.text.ThemeTexts;
import org.souk.storefront.internal.view.AccountView;
import org.souk.storefront.internal.view.PasswordFormView;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.Form;
import org.souk.storefront.internal.web.Reply;

/** The pages of a signed-in customer: orders, password, sign-out. */
@Component(service = AccountPages.class)
public final class AccountPages {
    private static final int MAX_ORDERS = 200;

    private final PageSupport support;
    private final Customers customers;

    @Activate
    public AccountPages(@Reference PageSupport support, @Reference Customers customers) {
        this.support = support;
        this.customers = customers;
    }

    Reply show(Exchange exchange) {
        Optional<Customer> customer = customers.current(exchange.shop(), exchange.sessionOrNull());
        if (customer.isEmpty()) {
            return Reply.redirect(303, "/account/sign-in");
        }
        ThemeTexts texts = support.texts(exchange);
        Formats formats = support.presenter(exchange).formats();
        List<AccountView.OrderRow> orders =
                customers.orders(exchange.shop(), exchange.sessionOrNull(), MAX_ORDERS).stream()
                        .map(order -> row(order, texts, formats))
                        .toList();
        Map<String, Object> model = new HashMap<>();
        model.put(
                "account",
                new AccountView(
                        customer.get().email(), formats.date(customer.get().registeredAt()), orders));
        model.put("notice", notice(exchange, texts));
        return support.renderPrivate(exchange, 200, "account.peb", texts.get("account.title"), model);
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
                OrderPage.address(order.number(), order.token()),
                formats.dateTime(order.placedAt()),
                texts.has(status) ? texts.get(status) : order.status(),
                formats.money(order.total()));
    }

    Reply signOut(Exchange exchange) {
        support.requireValidToken(exchange);
        Reply reply = Reply.redirect(303, "/");
        return exchange.session()
                .map(session -> reply.with(customers.signOut(exchange.shop(), session)))
                .orElse(reply);
    }

    Reply password(Exchange exchange) {
        return customers.current(exchange.shop(), exchange.sessionOrNull()).isEmpty()
                ? Reply.redirect(303, "/account/sign-in?return=/account/password")
                : form(exchange, 200, null, Map.of());
    }

    Reply changePassword(Exchange exchange) {
        ThemeTexts texts = support.texts(exchange);
        if (!support.hasValidToken(exchange)) {
            return form(exchange, 403, texts.get("account.expired"), Map.of());
        }
        Form submitted = exchange.form();
        PasswordChange change = customers.changePassword(
                exchange.shop(),
                exchange.sessionOrNull(),
                submitted.first("present").orElse(""),
                submitted.first("password").orElse(""),
                exchange.host().clientAddress());
        if (change instanceof PasswordChange.Changed changed) {
            return Reply.redirect(303, "/account?changed").with(changed.session());
        }
        if (change instanceof PasswordChange.Nobody) {
            return Reply.redirect(303, "/account/sign-in?return=/account/password");
        }
        if (change instanceof PasswordChange.TooMany many) {
            return form(exchange, 429, SignInPages.tooManyAttempts(texts, many.retryAfter()), Map.of())
                    .retryAfter(many.retryAfter());
        }
        if (change instanceof PasswordChange.Busy busy) {
            return form(exchange, 503, texts.get("account.busy"), Map.of()).retryAfter(busy.retryAfter());
        }
        return change instanceof PasswordChange.WrongPassword
                ? form(exchange, 422, null, Map.of("present", texts.get("account.error.present")))
                : form(exchange, 422, null, Map.of("password", SignInPages.passwordRule(texts)));
    }

    private Reply form(Exchange exchange, int status, @Nullable String notice, Map<String, String> errors) {
        PasswordFormView view = new PasswordFormView(Map.of(), errors, notice, "", "", "");
        String title = support.texts(exchange).get("account.password.title");
        return support.renderPrivate(exchange, status, "account-password.peb", title, Map.of("entrance", view));
    }
}
