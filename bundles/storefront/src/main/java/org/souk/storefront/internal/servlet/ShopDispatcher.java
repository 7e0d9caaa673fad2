package org.souk.storefront.internal.servlet;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.database.DatabaseUnavailableException;
import org.souk.storefront.internal.host.CanonicalRedirect;
import org.souk.storefront.internal.host.OriginMismatchLog;
import org.souk.storefront.internal.json.JsonApi;
import org.souk.storefront.internal.json.JsonProblems;
import org.souk.storefront.internal.pages.ShopPages;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.OriginCheck;
import org.souk.storefront.internal.web.ParkedShop;
import org.souk.storefront.internal.web.Reply;
import org.souk.storefront.internal.web.RequestProblem;

/** Sends a request to the pages or the JSON API of a shop, and turns problems into replies. */
final class ShopDispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(ShopDispatcher.class);
    /** Pages that are redirected to their address without the slash at the end. */
    private static final Pattern TRAILING_SLASH =
            Pattern.compile("/(?:(?:c|p|policies)/[^/]+|cart|checkout|search|account(?:/[a-z-]+)?)/");

    private final OriginMismatchLog mismatches = new OriginMismatchLog();
    private final QuotaCheck quota;
    private final JsonApi api;
    private final ShopPages pages;

    ShopDispatcher(JsonApi api, ShopPages pages, QuotaCheck quota) {
        this.quota = quota;
        this.api = api;
        this.pages = pages;
    }

    Reply reply(RawRequest raw, LiveCatalog shop) {
        if (raw.refusalOrNull() != null) {
            return problemReply(raw.exchange(shop), raw.refusalOrNull());
        }
        Optional<Reply> redirect = CanonicalRedirect.of(shop.catalog(), raw.host(), raw.rawPath(), raw.rawQuery());
        if (redirect.isPresent()) {
            return redirect.get();
        }
        Exchange exchange = raw.exchange(shop);
        try {
            if (shop.parked() && !ParkedShop.stillServes(exchange)) {
                throw ParkedShop.problem();
            }
            return answer(exchange, raw);
        } catch (RequestProblem problem) {
            return problemReply(exchange, problem);
        } catch (DatabaseUnavailableException e) {
            LOG.debug("{} {} without the database", exchange.method(), exchange.path(), e);
            return problemReply(
                    exchange,
                    RequestProblem.unavailable(
                            "the database is unavailable; try again in a moment", Duration.ofSeconds(5)));
        } catch (LinkageError e) {
            LOG.warn("{} {} cannot load a class, as while a bundle is replaced", exchange.method(), exchange.path(), e);
            return problemReply(
                    exchange,
                    RequestProblem.unavailable(
                            "a part of the shop is replaced; try again in a moment", Duration.ofSeconds(2)));
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error(
                    "{} {} of {} failed",
                    exchange.method(),
                    exchange.path(),
                    shop.catalog().id(),
                    e);
            return problemReply(exchange, new RequestProblem(500, "internal", "something went wrong; it was logged"));
        }
    }

    /** The reply to a request that belongs to no shop. */
    Reply neutral(RequestProblem problem, String path) {
        return withHeaders(isApi(path) ? JsonProblems.reply(problem) : NeutralPage.page(problem.status()), problem);
    }

    private Reply answer(Exchange exchange, RawRequest raw) {
        String path = exchange.path();
        if (exchange.isSafe() && TRAILING_SLASH.matcher(path).matches()) {
            String query = raw.rawQuery() == null ? "" : "?" + raw.rawQuery();
            return Reply.redirect(308, raw.rawPath().substring(0, raw.rawPath().length() - 1) + query);
        }
        requireSameOrigin(exchange);
        quota.require(exchange);
        Optional<Reply> reply = isApi(path) ? api.handle(exchange) : pages.handle(exchange);
        reply.ifPresent(written -> quota.count(exchange, written));
        return reply.orElseThrow(() -> RequestProblem.notFound("there is nothing at this address"));
    }

    private void requireSameOrigin(Exchange exchange) {
        try {
            OriginCheck.requireSameOrigin(exchange);
        } catch (RequestProblem problem) {
            mismatches.logIfDue(exchange);
            throw problem;
        }
    }

    private Reply problemReply(Exchange exchange, RequestProblem problem) {
        if (isApi(exchange.path())) {
            return withHeaders(JsonProblems.reply(problem), problem);
        }
        try {
            Reply page =
                    ParkedShop.isParked(problem) ? pages.parked(exchange) : pages.problem(exchange, problem.status());
            return withHeaders(page, problem);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error(
                    "the page for status {} of {} failed",
                    problem.status(),
                    exchange.shop().catalog().id(),
                    e);
            return withHeaders(NeutralPage.page(problem.status()), problem);
        }
    }

    private static Reply withHeaders(Reply reply, RequestProblem problem) {
        Reply result = reply;
        for (Map.Entry<String, String> header : problem.headers().entrySet()) {
            result = result.with(header.getKey(), header.getValue());
        }
        return result;
    }

    private static boolean isApi(String path) {
        return path.equals("/api") || path.startsWith("/api/");
    }
}
