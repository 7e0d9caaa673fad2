package org.souk.storefront.internal.pages;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
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
import org.souk.storefront.internal.view.PasswordFormView;
import org.souk.storefront.internal.view.UnmergedLineView;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.Form;
import org.souk.storefront.internal.web.Reply;

/** The pages for sign-in and registration. A hidden idempotency key makes sure that a form that is sent twice creates one account. */
@Component(service = SignInPages.class)
public final class SignInPages {
    private static final String HOME = "/account";
    private static final int MAX_CHARACTERS = 254;
    private static final int MAX_PATH = 500;
    /** A path of this shop. Browsers read a second slash, or a backslash in its place, as the start of a host name. */
    private static final Pattern PATH = Pattern.compile("/(?:[!-\\[\\]-~&&[^/\\\\]][!-\\[\\]-~]*)?");

    private final PageSupport support;
    private final Customers customers;

    @Activate
    public SignInPages(@Reference PageSupport support, @Reference Customers customers) {
        this.support = support;
        this.customers = customers;
    }

    private enum Kind {
        SIGN_IN("account-sign-in.peb", "account.signin.title", HOME, "/account/register"),
        REGISTER("account-register.peb", "account.register.title", HOME + "?welcome", "/account/sign-in");

        private final String template;
        private final String title;
        private final String next;
        private final String alternative;

        Kind(String template, String title, String next, String alternative) {
            this.template = template;
            this.title = title;
            this.next = next;
            this.alternative = alternative;
        }
    }

    Reply signIn(Exchange exchange) {
        return show(exchange, Kind.SIGN_IN);
    }

    Reply register(Exchange exchange) {
        return show(exchange, Kind.REGISTER);
    }

    /** Shows the form. For a guest this does not use the database, so that the form appears even while the database is unavailable. */
    private Reply show(Exchange exchange, Kind kind) {
        String returnPath = returnPath(exchange.query().text("return"), "");
        return customers.current(exchange.shop(), exchange.sessionOrNull()).isPresent()
                ? Reply.redirect(303, returnPath.isEmpty() ? HOME : returnPath)
                : form(exchange, kind, 200, "", Map.of(), null, returnPath);
    }

    Reply submitSignIn(Exchange exchange) {
        return submit(exchange, Kind.SIGN_IN);
    }

    Reply submitRegistration(Exchange exchange) {
        return submit(exchange, Kind.REGISTER);
    }

    private Reply submit(Exchange exchange, Kind kind) {
        ThemeTexts texts = support.texts(exchange);
        Form submitted = exchange.form();
        if (!support.hasValidToken(exchange)) {
            return showAgain(exchange, kind, 403, texts.get("account.expired"), Map.of());
        }
        Credentials credentials = new Credentials(
                submitted.text("email"), submitted.first("password").orElse(""));
        IdempotencyKey key = CheckoutFields.key(submitted.text("key")).orElseGet(CheckoutFields::newKey);
        String clientAddress = exchange.host().clientAddress();
        var session = exchange.sessionOrNull();
        SignInResult result = kind == Kind.SIGN_IN
                ? customers.signIn(exchange.shop(), session, credentials, clientAddress, key)
                : customers.register(exchange.shop(), session, credentials, clientAddress, key);
        if (result instanceof SignInResult.SignedIn in) {
            String returnPath = returnPath(submitted.text("return"), kind.next);
            return (in.left().isEmpty() ? Reply.redirect(303, returnPath) : notMerged(exchange, in, returnPath))
                    .with(in.session());
        }
        return refused(exchange, kind, result, texts);
    }

    private Reply refused(Exchange exchange, Kind kind, SignInResult result, ThemeTexts texts) {
        if (result instanceof SignInResult.TooMany many) {
            String notice = tooManyAttempts(texts, many.retryAfter());
            return showAgain(exchange, kind, 429, notice, Map.of()).retryAfter(many.retryAfter());
        }
        if (result instanceof SignInResult.Busy busy) {
            return showAgain(exchange, kind, 503, texts.get("account.busy"), Map.of())
                    .retryAfter(busy.retryAfter());
        }
        if (result instanceof SignInResult.EmailTaken) {
            return showAgain(exchange, kind, 409, null, Map.of("email", texts.get("account.error.taken")));
        }
        if (result instanceof SignInResult.Invalid invalid) {
            Map<String, String> errors = new HashMap<>();
            invalid.faults()
                    .keySet()
                    .forEach(field -> errors.put(
                            field, field.equals("email") ? texts.get("checkout.error.email") : passwordRule(texts)));
            return showAgain(exchange, kind, 422, null, errors);
        }
        return result instanceof SignInResult.KeyReused
                ? showAgain(exchange, kind, 409, texts.get("account.again"), Map.of())
                : showAgain(exchange, kind, 422, texts.get("account.error.wrong"), Map.of());
    }

    static String tooManyAttempts(ThemeTexts texts, Duration retryAfter) {
        return texts.count("account.many", retryAfter.plusSeconds(59).toMinutes());
    }

    static String passwordRule(ThemeTexts texts) {
        return texts.get("account.error.password", Credentials.MIN_PASSWORD, Credentials.MAX_PASSWORD);
    }

    /** The path to return to after the sign-in. Only paths of the shop are accepted: anything else would be an open redirect. */
    private static String returnPath(String text, String otherwise) {
        return text.length() <= MAX_PATH && PATH.matcher(text).matches() ? text : otherwise;
    }

    /** The form with everything that was entered except the password. */
    private Reply showAgain(
            Exchange exchange, Kind kind, int status, @Nullable String notice, Map<String, String> errors) {
        Form submitted = exchange.form();
        String email = submitted.text("email");
        return form(
                exchange,
                kind,
                status,
                email.substring(0, Math.min(email.length(), MAX_CHARACTERS)),
                errors,
                notice,
                returnPath(submitted.text("return"), ""));
    }

    private Reply form(
            Exchange exchange,
            Kind kind,
            int status,
            String email,
            Map<String, String> errors,
            @Nullable String notice,
            String returnPath) {
        Map<String, String> values = Map.of("email", email);
        String other = kind.alternative + (returnPath.isEmpty() ? "" : "?return=" + Links.parameter(returnPath));
        PasswordFormView view = new PasswordFormView(
                values,
                errors,
                notice,
                returnPath,
                other,
                CheckoutFields.newKey().value());
        String title = support.texts(exchange).get(kind.title);
        return support.renderPrivate(exchange, status, kind.template, title, Map.of("entrance", view));
    }

    /**
     * The page that lists the items that did not fit into the customer's cart. They stay in the guest's cart, but this browser no longer
     * has its cookie.
     */
    private Reply notMerged(Exchange exchange, SignInResult.SignedIn in, String returnPath) {
        var lines = in.left().stream()
                .map(line -> new UnmergedLineView(line.title(), line.quantity()))
                .toList();
        String title = support.texts(exchange).get("account.left.title");
        return support.renderPrivate(
                exchange, 200, "account-left.peb", title, Map.of("left", lines, "onward", returnPath));
    }
}
