package org.souk.core.internal.order;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
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
import org.souk.core.internal.guard.CacheKey;
import org.souk.core.internal.guard.CatalogJavaGuard;
import org.souk.core.internal.guard.GuardedServices;

/**
 * Calls the payment gateways of catalogs through the guard. If a call throws, exceeds its deadline or returns an invalid answer, its
 * outcome is unknown.
 */
@Component(service = Gateways.class)
public final class Gateways {
    private static final int MAX_URL = 2_000;
    private static final int MAX_METHOD = 255;
    /** Placeholder for a gateway that did not return its method. */
    private static final String UNKNOWN_METHOD = "";

    private static final Logger LOG = LoggerFactory.getLogger(Gateways.class);
    private static final Methods METHODS = new Methods();

    private final CatalogJavaGuard guard;

    @Activate
    public Gateways(@Reference CatalogJavaGuard guard) {
        this.guard = guard;
    }

    /** The cache key of the payment methods of all gateways. */
    private record Methods() implements CacheKey<List<String>> {}

    /** Returns the payment methods that the gateways of the catalog provide. */
    Set<String> methods(LiveCatalog shop) {
        return methodsInOrder(shop).stream()
                .filter(method -> !method.equals(UNKNOWN_METHOD))
                .collect(Collectors.toSet());
    }

    /** Starts a payment, or asks for its state; empty if the outcome is unknown. A payment of zero is paid without asking the gateway. */
    Optional<Answer> pay(LiveCatalog shop, PaymentAttempt attempt) {
        if (attempt.details().nothingToPay()) {
            return Optional.of(new Answer.Paid("nothing to pay"));
        }
        return ask(shop, attempt, PaymentGateway::pay, Gateways::fault);
    }

    /** Cancels a payment; empty if the outcome is unknown. */
    Optional<Answer> cancel(LiveCatalog shop, PaymentAttempt attempt) {
        return ask(shop, attempt, PaymentGateway::cancel, Gateways::fault);
    }

    /** Refunds a payment; returns whether the gateway accepted that. */
    boolean refund(LiveCatalog shop, PaymentAttempt attempt) {
        if (attempt.details().nothingToPay()) {
            return true;
        }
        BiFunction<PaymentGateway, Payment, @Nullable Boolean> refund = (gateway, payment) -> {
            gateway.refund(payment);
            return true;
        };
        return ask(shop, attempt, refund, done -> null).isPresent();
    }

    /**
     * Has the gateway verify a notification; the inner value is empty if it is not genuine. Anybody can send one, so one that the gateway
     * fails to read counts as not genuine, not as a failure of the gateway.
     *
     * @return empty if the gateway could not be called
     */
    Optional<Optional<PaymentAttemptId>> read(LiveCatalog shop, String method, Notice notice) {
        return ask(
                shop,
                method,
                "a notification",
                gateway -> {
                    try {
                        return gateway.read(notice);
                    } catch (RuntimeException e) {
                        LOG.debug("The gateway {} cannot read a notification", method, e);
                        return Optional.empty();
                    }
                },
                about -> about == null ? "answered null to a notification" : null);
    }

    private <T> Optional<T> ask(
            LiveCatalog shop,
            PaymentAttempt attempt,
            BiFunction<PaymentGateway, Payment, @Nullable T> question,
            Function<@Nullable T, @Nullable String> fault) {
        String method = attempt.details().paymentMethod();
        String site = attempt.site().toString();
        Payment payment = new Payment(
                attempt.id(),
                attempt.details(),
                URI.create(site + "/checkout/payments/" + attempt.id()),
                URI.create(site + "/api/v1/payments/notices/" + encoded(method)));
        return ask(shop, method, attempt.id(), gateway -> question.apply(gateway, payment), fault);
    }

    private <T> Optional<T> ask(
            LiveCatalog shop,
            String method,
            Object about,
            Function<PaymentGateway, @Nullable T> question,
            Function<@Nullable T, @Nullable String> fault) {
        int index = methodsInOrder(shop).indexOf(method);
        if (index < 0) {
            return Optional.empty();
        }
        List<PaymentGateway> gateways = shop.services(PaymentGateway.class);
        AtomicReference<@Nullable T> answer = new AtomicReference<>();
        guarded(shop, gateways).run(gateways, call -> answer.set(call.ask(index, about, question, fault)));
        return Optional.ofNullable(answer.get());
    }

    /** Returns the payment methods in the order of the gateways, with a placeholder for each gateway that did not answer. */
    private List<String> methodsInOrder(LiveCatalog shop) {
        List<PaymentGateway> gateways = shop.services(PaymentGateway.class);
        if (gateways.isEmpty()) {
            return List.of();
        }
        GuardedServices<PaymentGateway> guarded = guarded(shop, gateways);
        List<String> known = guarded.cache().get(METHODS);
        if (known != null) {
            return known;
        }
        AtomicReference<@Nullable List<String>> answer = new AtomicReference<>();
        guarded.run(gateways, call -> {
            List<String> methods = new ArrayList<>();
            for (int i = 0; i < call.services(); i++) {
                String method = call.ask(i, "its method", PaymentGateway::method, Gateways::methodFault);
                methods.add(method == null ? UNKNOWN_METHOD : method);
            }
            answer.set(List.copyOf(methods));
        });
        List<String> methods = answer.get();
        if (methods != null && !methods.contains(UNKNOWN_METHOD)) {
            guarded.cache().put(METHODS, methods);
        }
        return methods == null ? List.of() : methods;
    }

    private GuardedServices<PaymentGateway> guarded(LiveCatalog shop, List<PaymentGateway> gateways) {
        return guard.of(shop, PaymentGateway.class, gateways);
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static @Nullable String methodFault(@Nullable String method) {
        return method == null || method.isBlank() || method.length() > MAX_METHOD
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
            return isUrl(elsewhere.next()) ? null : "sends shoppers to an invalid URL";
        }
        return answer == null ? "answered null" : null;
    }

    private static boolean isUrl(@Nullable URI next) {
        return next != null
                && next.getHost() != null
                && List.of("http", "https").contains(String.valueOf(next.getScheme()))
                && next.toASCIIString().length() <= MAX_URL;
    }
}
