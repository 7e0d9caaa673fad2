package org.souk.storefront.internal.servlet;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.database.DatabaseUnavailableException;
import org.souk.storefront.internal.host.CanonicalRedirect;
import org.souk.storefront.internal.json.JsonApi;
import org.souk.storefront.internal.json.JsonProblems;
import org.souk.storefront.internal.pages.ShopPages;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.OriginGate;
import org.souk.storefront.internal.web.ParkedShop;
import org.souk.storefront.internal.web.Reply;
import org.souk.storefront.internal.web.RequestProblem;

/** Decides which part of the shop answers, and how a problem is told. */
final class ShopDispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(ShopDispatcher.class);
    private static final String RETRY_SECONDS = "5";
    /** Pages that people write with a slash too many. */
    private static final Pattern SLASHED =
            Pattern.compile("/(?:(?:c|p|policies)/[^/]+|cart|checkout|search|account(?:/[a-z-]+)?)/");

    private final JsonApi api;
    private final ShopPages pages;

    ShopDispatcher(JsonApi api, ShopPages pages) {
        this.api = api;
        this.pages = pages;
    }

    /** The shop's answer. */
    Reply reply(RawRequest raw, LiveCatalog shop) {
        Optional<Reply> elsewhere = CanonicalRedirect.of(shop.catalog(), raw.host(), raw.rawPath(), raw.rawQuery());
        if (elsewhere.isPresent()) {
            return elsewhere.get();
        }
        Exchange exchange = raw.to(shop);
        try {
            if (shop.parked() && !ParkedShop.answers(exchange)) {
                throw ParkedShop.problem();
            }
            return answer(exchange, raw);
        } catch (RequestProblem problem) {
            return told(exchange, problem);
        } catch (DatabaseUnavailableException e) {
            LOG.debug("{} {} without the database", exchange.method(), exchange.path(), e);
            return told(exchange, unavailable());
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error(
                    "{} {} of {} failed",
                    exchange.method(),
                    exchange.path(),
                    shop.catalog().id(),
                    e);
            return told(exchange, new RequestProblem(500, "internal", "something went wrong; it was logged"));
        }
    }

    /** An answer that names no shop. */
    Reply neutral(RequestProblem problem, String path) {
        return headed(api(path) ? JsonProblems.reply(problem) : NeutralPage.page(problem.status()), problem);
    }

    private Reply answer(Exchange exchange, RawRequest raw) {
        String path = exchange.path();
        if (exchange.isSafe() && SLASHED.matcher(path).matches()) {
            String query = raw.rawQuery() == null ? "" : "?" + raw.rawQuery();
            return Reply.redirect(308, raw.rawPath().substring(0, raw.rawPath().length() - 1) + query);
        }
        OriginGate.check(exchange);
        Optional<Reply> reply = api(path) ? api.handle(exchange) : pages.handle(exchange);
        return reply.orElseThrow(() -> RequestProblem.notFound("there is nothing at this address"));
    }

    private Reply told(Exchange exchange, RequestProblem problem) {
        if (api(exchange.path())) {
            return headed(JsonProblems.reply(problem), problem);
        }
        try {
            Reply page = ParkedShop.is(problem) ? pages.parked(exchange) : pages.problem(exchange, problem.status());
            return headed(page, problem);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error(
                    "the page for status {} of {} failed",
                    problem.status(),
                    exchange.shop().catalog().id(),
                    e);
            return headed(NeutralPage.page(problem.status()), problem);
        }
    }

    private static RequestProblem unavailable() {
        return new RequestProblem(
                503,
                "unavailable",
                "the database is away; try again in a moment",
                Map.of(),
                Map.of("Retry-After", RETRY_SECONDS));
    }

    private static Reply headed(Reply reply, RequestProblem problem) {
        Reply headed = reply;
        for (Map.Entry<String, String> header : problem.headers().entrySet()) {
            headed = headed.with(header.getKey(), header.getValue());
        }
        return headed;
    }

    private static boolean api(String path) {
        return path.equals("/api") || path.startsWith("/api/");
    }
}
