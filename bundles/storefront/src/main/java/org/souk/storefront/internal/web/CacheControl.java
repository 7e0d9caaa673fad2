package org.souk.storefront.internal.web;

/** Who may keep a reply, and for how long (RFC 9111, section 5.2.2). Every choice of the storefront stands here. */
public record CacheControl(String value) {
    /** Nobody keeps the reply. The default, and what each reply has that sets the session cookie. */
    public static final CacheControl NO_STORE = new CacheControl("no-store");

    /** A page of the catalog: only the shopper's browser keeps it, because of the token in its forms, and always asks whether it has changed. */
    public static final CacheControl PAGE = new CacheControl("private, no-cache");

    /** JSON that is the same for every shopper. */
    public static final CacheControl CATALOG_JSON = maxAge(5);

    /** A file whose address contains the hash of its content. */
    public static final CacheControl HASHED_FILE = new CacheControl("public, max-age=31536000, immutable");

    /** The same file at an address without the hash. */
    public static final CacheControl UNHASHED_FILE = maxAge(60);

    /** A theme file that a page of another release asks for. */
    public static final CacheControl OTHER_RELEASE = new CacheControl("no-cache");

    /** What crawlers read: the sitemap and robots.txt. */
    public static final CacheControl CRAWLERS = maxAge(3600);

    /** Anybody keeps the reply for so many seconds. */
    public static CacheControl maxAge(int seconds) {
        return new CacheControl("public, max-age=" + seconds);
    }
}
