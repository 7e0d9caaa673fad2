package org.souk.storefront.internal.host;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.CatalogId;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.Headers;

/**
 * Logs when Souk refuses writes from a shop's own pages because a proxy reports another address than browsers use. The WARN names the headers
 * that the address was computed from; each shop gets at most one an hour.
 */
public final class OriginMismatchLog {
    private static final Duration INTERVAL = Duration.ofHours(1);
    private static final int MAX_SHOPS = 1_000;
    private static final int MAX_CHARACTERS = 100;
    private static final List<String> READ =
            List.of("Host", "Forwarded", "X-Forwarded-Host", "X-Forwarded-Port", "X-Forwarded-Proto");

    private final Map<CatalogId, Long> logged = new ConcurrentHashMap<>();
    private final LongSupplier nanos;
    private final Logger log;

    public OriginMismatchLog() {
        this(System::nanoTime, LoggerFactory.getLogger(OriginMismatchLog.class));
    }

    OriginMismatchLog(LongSupplier nanos, Logger log) {
        this.nanos = nanos;
        this.log = log;
    }

    /** Logs a refused write if it comes from the shop's own pages and the last WARN for the shop is an hour old. Returns whether it logged. */
    public boolean logIfDue(Exchange exchange) {
        Headers headers = exchange.headers();
        List<String> origins = headers.all("Origin");
        if (origins.size() != 1
                || !isOwnPage(exchange, origins.get(0))
                || !isDue(exchange.catalog().id())) {
            return false;
        }
        log.warn(
                "{}: refused a write from {}, because the shop's own address is {} according to {}; check what the proxy"
                        + " sends (docs/containers.md)",
                exchange.catalog().id(),
                shortened(origins.get(0)),
                exchange.host().baseUrl(),
                READ.stream()
                        .flatMap(name -> headers.all(name).stream().map(value -> name + ": " + shortened(value)))
                        .collect(Collectors.joining(", ")));
        return true;
    }

    /** Whether the browser reports the same origin, or the origin differs from the shop's address in scheme and port only. */
    private static boolean isOwnPage(Exchange exchange, String origin) {
        String host = exchange.host().authority().host().inUri();
        return exchange.headers().all("Sec-Fetch-Site").equals(List.of("same-origin"))
                || origin.matches("(?i)https?://\\Q" + host + "\\E(:\\d{1,5})?");
    }

    private boolean isDue(CatalogId shop) {
        long now = nanos.getAsLong();
        if (logged.size() >= MAX_SHOPS) {
            logged.clear();
        }
        boolean[] due = {false};
        logged.compute(shop, (id, last) -> {
            due[0] = last == null || now - last >= INTERVAL.toNanos();
            return due[0] ? now : last;
        });
        return due[0];
    }

    private static String shortened(String text) {
        return text.length() <= MAX_CHARACTERS ? text : text.substring(0, MAX_CHARACTERS) + "…";
    }
}
