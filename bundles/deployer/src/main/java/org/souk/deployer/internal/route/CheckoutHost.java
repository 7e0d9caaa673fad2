package org.souk.deployer.internal.route;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.souk.api.catalog.CatalogId;
import org.souk.api.host.HostPattern;

/**
 * The host in {@code SOUK_CHECKOUT_URL}. If it names {@code {catalog}}, the setting itself gives each catalog the host that has its id.
 *
 * @param template lower case, without port
 */
record CheckoutHost(String template) {
    private static final String CATALOG = "{catalog}";
    private static final Pattern URL = Pattern.compile("(?i)https?://(\\[[^\\]]*\\]|[^/:?#]+).*");

    static Optional<CheckoutHost> of(String url) {
        Matcher matcher = URL.matcher(url.strip());
        return matcher.matches()
                ? Optional.of(new CheckoutHost(
                        matcher.group(1).toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]|\\.$", "")))
                : Optional.empty();
    }

    /**
     * Whether the host is a checkout host, or a wildcard above one, and is not the catalog's own. If the template names {@code {catalog}},
     * the host with the catalog's id is its own.
     */
    boolean isClaimedBy(HostPattern host, CatalogId id) {
        if (host instanceof HostPattern.Exact exact) {
            return takes(template, exact.host().name(), id);
        }
        if (host instanceof HostPattern.Wildcard wildcard) {
            for (int dot = template.indexOf('.'); dot >= 0; dot = template.indexOf('.', dot + 1)) {
                if (takes(template.substring(dot + 1), wildcard.below().name(), id)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean takes(String template, String name, CatalogId id) {
        String pattern = Pattern.quote(template).replace(CATALOG, "\\E[a-z][a-z0-9-]*\\Q");
        boolean own = template.contains(CATALOG)
                && template.replace(CATALOG, id.value()).equals(name);
        return !own && name.matches(pattern);
    }
}
