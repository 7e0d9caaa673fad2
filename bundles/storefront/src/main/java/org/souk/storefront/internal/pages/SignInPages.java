package org.souk.storefront.internal.pages;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.api.customer.Credentials;
import org.souk.api.customer.Customers;
import org.souk.api.customer.SignInResult;
import org.souk.api.session.IdempotencyKey;
import org.souk.storefront.internal.text.Links;
import org.souk.storefront.internal.text.ThemeTexts;
import org.souk.storefront.internal.view.EntranceView;
import org.souk.storefront.internal.view.LeftView;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.Form;
import org.souk.storefront.internal.web.Reply;

/** The ways in: signing in and registering. The forms carry a key, so that one which is sent twice is done once. */
@Component(service = SignInPages.class)
public final class SignInPages {
    private static final String HOME = "/account";
    private static final int MOST_CHARACTERS = 254;

    private final PageSupport room;
    private final Customers customers;

    /** With what knows customers. */
    @Activate
    public SignInPages(@Reference PageSupport room, @Reference Customers customers) {
        this.room = room;
        this.customers = customers;
    }

    private enum Way {
        SIGN_IN("account-sign-in.peb", "account.signin.title", HOME, "/account/register"),
        REGISTER("account-register.peb", "account.register.title", HOME + "?welcome", "/account/sign-in");

        private final String template;
        private final String title;
        private final String onward;
        private final String other;

        Way(String template, String title, String onward, String other) {
            this.template = template;
            this.title = title;
            this.onward = onward;
            this.other = other;
        }
    }

    Reply signIn(Exchange exchange) {
        return show(exchange, Way.SIGN_IN);
    }

    Reply register(Exchange exchange) {
        return show(exchange, Way.REGISTER);
    }

    /** Who is in already goes on. A guest's cookie asks the database nothing, so the form is there while it is away. */
    private Reply show(Exchange exchange, Way way) {
        String back = OwnPath.of(exchange.query().text("return"), "");
        return customers
                        .current(exchange.shop(), exchange.session().orElse(null))
                        .isPresent()
                ? Reply.redirect(303, back.isEmpty() ? HOME : back)
                : form(exchange, way, 200, "", Map.of(), null, back);
    }

    Reply sendSignIn(Exchange exchange) {
        return send(exchange, Way.SIGN_IN);
    }

    Reply sendRegister(Exchange exchange) {
        return send(exchange, Way.REGISTER);
    }

    private Reply send(Exchange exchange, Way way) {
        ThemeTexts texts = room.texts(exchange);
        Form sent = exchange.form();
        if (!room.own(exchange)) {
            return again(exchange, way, 403, texts.get("account.expired"), Map.of());
        }
        Credentials credentials =
                new Credentials(sent.text("email"), sent.first("password").orElse(""));
        IdempotencyKey key = CheckoutFormView.key(sent.text("key")).orElseGet(CheckoutFormView::newKey);
        String origin = exchange.host().origin();
        var session = exchange.session().orElse(null);
        SignInResult entry = way == Way.SIGN_IN
                ? customers.signIn(exchange.shop(), session, credentials, origin, key)
                : customers.register(exchange.shop(), session, credentials, origin, key);
        if (entry instanceof SignInResult.SignedIn in) {
            String back = OwnPath.of(sent.text("return"), way.onward);
            return (in.left().isEmpty() ? Reply.redirect(303, back) : left(exchange, in, back)).with(in.session());
        }
        return refused(exchange, way, entry, texts);
    }

    private Reply refused(Exchange exchange, Way way, SignInResult entry, ThemeTexts texts) {
        if (entry instanceof SignInResult.TooMany many) {
            String notice = Waits.tooMany(texts, many.retryAfter());
            return Waits.with(again(exchange, way, 429, notice, Map.of()), many.retryAfter());
        }
        if (entry instanceof SignInResult.Busy busy) {
            return Waits.with(again(exchange, way, 503, texts.get("account.busy"), Map.of()), busy.retryAfter());
        }
        if (entry instanceof SignInResult.EmailTaken) {
            return again(exchange, way, 409, null, Map.of("email", texts.get("account.error.taken")));
        }
        if (entry instanceof SignInResult.Invalid invalid) {
            Map<String, String> errors = new HashMap<>();
            invalid.faults()
                    .keySet()
                    .forEach(field -> errors.put(
                            field, field.equals("email") ? texts.get("checkout.error.email") : passwordRule(texts)));
            return again(exchange, way, 422, null, errors);
        }
        return entry instanceof SignInResult.KeyReused
                ? again(exchange, way, 409, texts.get("account.again"), Map.of())
                : again(exchange, way, 422, texts.get("account.error.wrong"), Map.of());
    }

    static String passwordRule(ThemeTexts texts) {
        return texts.get("account.error.password", Credentials.LEAST_PASSWORD, Credentials.MOST_PASSWORD);
    }

    /** The page that the form was sent from, with everything that was typed but the password. */
    private Reply again(Exchange exchange, Way way, int status, @Nullable String notice, Map<String, String> errors) {
        Form sent = exchange.form();
        String email = sent.text("email");
        return form(
                exchange,
                way,
                status,
                email.substring(0, Math.min(email.length(), MOST_CHARACTERS)),
                errors,
                notice,
                OwnPath.of(sent.text("return"), ""));
    }

    private Reply form(
            Exchange exchange,
            Way way,
            int status,
            String email,
            Map<String, String> errors,
            @Nullable String notice,
            String back) {
        Map<String, String> values = Map.of("email", email);
        String other = way.other + (back.isEmpty() ? "" : "?return=" + Links.parameter(back));
        EntranceView view = new EntranceView(
                values, errors, notice, back, other, CheckoutFormView.newKey().value());
        String title = room.texts(exchange).get(way.title);
        return room.page(exchange, status, way.template, room.hidden(exchange, title), Map.of("entrance", view));
    }

    /** Says what the cart could not take; it stays in the guest's, whose cookie this browser has no more. */
    private Reply left(Exchange exchange, SignInResult.SignedIn in, String back) {
        var lines = in.left().stream()
                .map(line -> new LeftView(line.title(), line.quantity()))
                .toList();
        String title = room.texts(exchange).get("account.left.title");
        return room.page(
                exchange, 200, "account-left.peb", room.hidden(exchange, title), Map.of("left", lines, "onward", back));
    }
}
