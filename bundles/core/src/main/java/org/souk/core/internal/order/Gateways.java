package org.souk.core.internal.order;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.order.PaymentAttemptId;
import org.souk.api.payment.PaymentAttempt;
import org.souk.api.spi.PaymentGateway;
import org.souk.api.spi.PaymentGateway.Answer;
import org.souk.api.spi.PaymentGateway.Notice;
import org.souk.api.spi.PaymentGateway.Payment;
import org.souk.core.internal.guard.CatalogJavaGuard;
import org.souk.core.internal.guard.Guarded;
import org.souk.core.internal.guard.Question;

/** The gateways of catalogs, asked through the guard. One that throws, hangs or answers nonsense has said nothing. */
@Component(service = Gateways.class)
public final class Gateways {
    private static final int LONGEST_ADDRESS = 2_000;
    private static final int LONGEST_METHOD = 255;
    /** In place of a method that its gateway did not tell. */
    private static final String UNTOLD = "";

    private static final Logger LOG = LoggerFactory.getLogger(Gateways.class);
    private static final Methods METHODS = new Methods();

    private final CatalogJavaGuard guard;

    /** Asks through the guard. */
    @Activate
    public Gateways(@Reference CatalogJavaGuard guard) {
        this.guard = guard;
    }

    /** Which method each of the gateways is. */
    private record Methods() implements Question<List<String>> {}

    /** The ways to pay that the catalog's Java provides. */
    Set<String> methods(LiveCatalog shop) {
        Set<String> methods = new HashSet<>(known(shop));
        methods.remove(UNTOLD);
        return methods;
    }

    /** Starts a payment, or asks what has become of it. */
    Optional<Answer> pay(LiveCatalog shop, PaymentAttempt attempt) {
        Payment payment = payment(attempt);
        return ask(shop, method(attempt), attempt.id(), gateway -> gateway.pay(payment), Gateways::fault);
    }

    /** Calls it off. */
    Optional<Answer> cancel(LiveCatalog shop, PaymentAttempt attempt) {
        Payment payment = payment(attempt);
        return ask(shop, method(attempt), attempt.id(), gateway -> gateway.cancel(payment), Gateways::fault);
    }

    /** Gives the money back; whether that was accepted. */
    boolean refund(LiveCatalog shop, PaymentAttempt attempt) {
        Payment payment = payment(attempt);
        Function<PaymentGateway, @Nullable Boolean> refund = gateway -> {
            gateway.refund(payment);
            return true;
        };
        return ask(shop, method(attempt), attempt.id(), refund, done -> null).isPresent();
    }

    /**
     * Which attempt a notice is about; nobody's if it is not genuine. Anybody may send one, so one that the gateway cannot even read
     * is not genuine, and no fault of the gateway.
     *
     * @return empty if the gateway could not be asked
     */
    Optional<Optional<PaymentAttemptId>> read(LiveCatalog shop, String method, Notice notice) {
        return ask(
                shop,
                method,
                "a notice",
                gateway -> {
                    try {
                        return gateway.read(notice);
                    } catch (RuntimeException e) {
                        LOG.debug("A notice for {} cannot be read", method, e);
                        return Optional.empty();
                    }
                },
                about -> about == null ? "answered null to a notice" : null);
    }

    private <T> Optional<T> ask(
            LiveCatalog shop,
            String method,
            Object about,
            Function<PaymentGateway, @Nullable T> question,
            Function<@Nullable T, @Nullable String> fault) {
        int number = known(shop).indexOf(method);
        if (number < 0) {
            return Optional.empty();
        }
        List<PaymentGateway> gateways = shop.services(PaymentGateway.class);
        AtomicReference<@Nullable T> answer = new AtomicReference<>();
        guarded(shop, gateways).call(gateways, call -> answer.set(call.ask(number, about, question, fault)));
        return Optional.ofNullable(answer.get());
    }

    /** Their methods, in the order of the gateways; a name that nobody offers for one that does not tell. */
    private List<String> known(LiveCatalog shop) {
        List<PaymentGateway> gateways = shop.services(PaymentGateway.class);
        if (gateways.isEmpty()) {
            return List.of();
        }
        Guarded<PaymentGateway> guarded = guarded(shop, gateways);
        List<String> known = guarded.recall(METHODS);
        if (known != null) {
            return known;
        }
        AtomicReference<@Nullable List<String>> told = new AtomicReference<>();
        guarded.call(gateways, call -> {
            List<String> methods = new ArrayList<>();
            for (int i = 0; i < call.services(); i++) {
                String method = call.ask(i, "its method", PaymentGateway::method, Gateways::methodFault);
                methods.add(method == null ? UNTOLD : method);
            }
            told.set(List.copyOf(methods));
        });
        List<String> methods = told.get();
        if (methods != null && !methods.contains(UNTOLD)) {
            guarded.remember(METHODS, methods);
        }
        return methods == null ? List.of() : methods;
    }

    private Guarded<PaymentGateway> guarded(LiveCatalog shop, List<PaymentGateway> gateways) {
        return guard.of(shop, PaymentGateway.class, gateways);
    }

    private static String method(PaymentAttempt attempt) {
        return attempt.details().paymentMethod();
    }

    private static Payment payment(PaymentAttempt attempt) {
        String site = attempt.site().toString();
        return new Payment(
                attempt.id(),
                attempt.details(),
                URI.create(site + "/checkout/payments/" + attempt.id()),
                URI.create(site + "/api/v1/payments/notices/" + encoded(method(attempt))));
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static @Nullable String methodFault(@Nullable String method) {
        return method == null || method.isBlank() || method.length() > LONGEST_METHOD
                ? "answered '" + method + "' when asked for its method"
                : null;
    }

    private static @Nullable String fault(@Nullable Answer answer) {
        if (answer instanceof Answer.Paid paid) {
            return paid.reference() == null ? "answered a payment without a reference" : null;
        }
        if (answer instanceof Answer.Declined declined) {
            return declined.reason() == null ? "declined without a reason" : null;
        }
        if (answer instanceof Answer.Elsewhere elsewhere) {
            return address(elsewhere.next()) ? null : "sends shoppers to what is no address";
        }
        return answer == null ? "answered null" : null;
    }

    private static boolean address(@Nullable URI next) {
        return next != null
                && next.getHost() != null
                && List.of("http", "https").contains(String.valueOf(next.getScheme()))
                && next.toASCIIString().length() <= LONGEST_ADDRESS;
    }
}
