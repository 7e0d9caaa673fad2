package org.souk.storefront.internal.web;

/** How a reply may be cached (RFC 9111, section 5.2.2). All policies of the storefront are defined here. */
public record CacheControl(String value) {
    /** The default, and always used when the reply sets the session cookie. */
    public static final CacheControl NO_STORE = new CacheControl("no-store");

    /**
     * A page of the catalog. Its form token belongs to the session, so only the shopper's browser caches it, and revalidates it each time.
     */
    public static final CacheControl PAGE = new CacheControl("private, no-cache");

    /** JSON that is the same for every shopper. */
    public static final CacheControl CATALOG_JSON = maxAge(5);

    /** A file at an address with the hash of its content. */
    public static final CacheControl HASHED_FILE = new CacheControl("public, max-age=31536000, immutable");

    /** The same file at an address without the hash. */
    public static final CacheControl UNHASHED_FILE = maxAge(60);

    /** The built-in stylesheet or script, requested under the hash of another release. */
    public static final CacheControl OTHER_RELEASE = new CacheControl("no-cache");

    /** The sitemap and robots.txt. */
    public static final CacheControl CRAWLERS = maxAge(3600);

    public static CacheControl maxAge(int seconds) {
        return new CacheControl("public, max-age=" + seconds);
    }
}
