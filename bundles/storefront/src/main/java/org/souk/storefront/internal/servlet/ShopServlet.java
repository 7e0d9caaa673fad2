package org.souk.storefront.internal.servlet;

import jakarta.servlet.GenericServlet;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.cart.Carts;
import org.souk.api.catalog.Catalogs;
import org.souk.api.catalog.LiveCatalogs;
import org.souk.storefront.internal.host.HostReader;
import org.souk.storefront.internal.host.TrustedProxies;
import org.souk.storefront.internal.json.JsonApi;
import org.souk.storefront.internal.pages.ShopPages;
import org.souk.storefront.internal.web.Reply;
import org.souk.storefront.internal.web.RequestProblem;

/**
 * The only servlet of the storefront. It finds the shop for the host of a request, and keeps the shop's version open until the reply is
 * written. The edge calls it for each request.
 */
@Component(service = Servlet.class, property = "souk.web=shop", configurationPid = "org.souk.web")
@Designate(ocd = ShopServlet.Config.class)
public final class ShopServlet extends GenericServlet {
    private static final long serialVersionUID = 1L;
    private static final int DEFAULT_CREATED_PER_ADDRESS = 100_000;
    private static final Logger LOG = LoggerFactory.getLogger(ShopServlet.class);

    @ObjectClassDefinition(name = "Souk: requests", description = "Requests on the shop port: etc/org.souk.web.cfg.")
    public @interface Config {
        @AttributeDefinition(
                description = "IP addresses and networks (10.0.0.0/8) of the proxies whose Forwarded and X-Forwarded-*"
                        + " headers are trusted, separated by commas. Default empty: none.")
        String[] trustedProxies() default {};

        @AttributeDefinition(
                min = "1",
                description = "Largest number of sessions and idempotency keys that one client address (of IPv6, its"
                        + " first 64 bits) may create in a day, UTC. More writes get 429. Default 100000.")
        int createdPerAddress() default DEFAULT_CREATED_PER_ADDRESS;
    }

    private final transient LiveCatalogs catalogs;
    private final transient BooleanSupplier settled;
    private final transient HostReader hosts;
    private final transient ShopDispatcher dispatcher;

    @Activate
    public ShopServlet(
            Config config,
            @Reference LiveCatalogs live,
            @Reference Catalogs catalogs,
            @Reference JsonApi api,
            @Reference ShopPages pages,
            @Reference Carts carts) {
        this(
                live,
                catalogs::settled,
                new ShopDispatcher(api, pages, quota(config.createdPerAddress(), carts)),
                config.trustedProxies());
    }

    /** For tests, with other settings. This is no public constructor, because a component has only one. */
    public static ShopServlet with(
            LiveCatalogs live,
            BooleanSupplier settled,
            JsonApi api,
            ShopPages pages,
            Carts carts,
            int createdPerAddress,
            String... trustedProxies) {
        return new ShopServlet(
                live, settled, new ShopDispatcher(api, pages, quota(createdPerAddress, carts)), trustedProxies);
    }

    private static QuotaCheck quota(int perDay, Carts carts) {
        return new QuotaCheck(new AddressQuota(Math.max(1, perDay), Clock.systemUTC()), carts);
    }

    private ShopServlet(
            LiveCatalogs catalogs, BooleanSupplier settled, ShopDispatcher dispatcher, String... trustedProxies) {
        this.catalogs = catalogs;
        this.settled = settled;
        this.hosts = new HostReader(TrustedProxies.parse(
                trustedProxies,
                entry -> LOG.warn("'{}' in trustedProxies of org.souk.web is no address and no network", entry)));
        this.dispatcher = dispatcher;
    }

    @Override
    public void service(ServletRequest plainRequest, ServletResponse plainResponse) throws IOException {
        HttpServletRequest request = (HttpServletRequest) plainRequest;
        HttpServletResponse response = (HttpServletResponse) plainResponse;
        try {
            RawRequest raw = RawRequest.read(request, hosts);
            // ask before the look-up: a shop that is published in between must not get 421
            boolean allSettled = settled.getAsBoolean();
            Optional<LiveCatalogs.Lease> found =
                    catalogs.at(raw.host().authority().host(), raw.host().local());
            if (found.isEmpty()) {
                write(
                        dispatcher.neutral(
                                raw.refusalOrNull() == null ? unknownHost(allSettled) : raw.refusalOrNull(),
                                raw.path()),
                        request,
                        response,
                        raw.host().secure(),
                        Duration.ZERO);
                return;
            }
            try (LiveCatalogs.Lease lease = found.get()) {
                Reply reply = dispatcher.reply(raw, lease.live());
                Duration lifetime = lease.live().catalog().settings().sessionLifetime();
                write(reply, request, response, raw.host().secure(), lifetime);
            }
        } catch (RequestProblem problem) {
            // a CONNECT request has no path
            String path = Objects.requireNonNullElse(request.getRequestURI(), "");
            write(dispatcher.neutral(problem, path), request, response, false, Duration.ZERO);
        }
    }

    /** The problem for a host without a shop: 421, or 503 during the start, when the shop may not be published yet. */
    private static RequestProblem unknownHost(boolean allSettled) {
        return allSettled
                ? new RequestProblem(421, "unknown-host", "no shop is served at this host")
                : RequestProblem.unavailable("the shops are starting; try again in a moment", Duration.ofSeconds(2));
    }

    private static void write(
            Reply reply, HttpServletRequest request, HttpServletResponse response, boolean secure, Duration lifetime)
            throws IOException {
        ReplyWriter.write(reply, response, !"HEAD".equals(request.getMethod()), secure, lifetime);
    }
}
