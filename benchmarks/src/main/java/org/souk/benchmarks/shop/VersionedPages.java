package org.souk.benchmarks.shop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.souk.benchmarks.http.HttpConnection;
import org.souk.benchmarks.http.Response;
import org.souk.benchmarks.measure.FailureLog;
import org.souk.benchmarks.measure.RequestSource;

/**
 * Requests pages of a shop while its version changes. A request must not get an older version than an earlier response, and the files that
 * a page names must be of its version.
 */
public final class VersionedPages implements RequestSource {
    private static final Pattern PICTURE = Pattern.compile("\"(/static/mark\\.svg\\?v=[^\"]+)\"");
    private static final Pattern STYLES = Pattern.compile("\"(/static/shop\\.css\\?v=[^\"]+)\"");
    private static final Pattern THEME = Pattern.compile("\"(/assets/[^\"/]+/shop\\.css)\"");
    /** The files of every tenth page are loaded. */
    private static final int FOLLOWED = 10;

    private final byte[][] requests;
    private final String host;
    private final AtomicInteger newest = new AtomicInteger(-1);
    private final FailureLog older = new FailureLog();
    private final FailureLog mixed = new FailureLog();
    private final AtomicLong assets = new AtomicLong();

    public VersionedPages(Shop shop) {
        host = shop.host();
        requests = new byte[Math.min(200, shop.products())][];
        for (int i = 0; i < requests.length; i++) {
            requests[i] = HttpConnection.request(host, "/p/item-" + (i + 1));
        }
    }

    @Override
    public byte[] request(long n) {
        return requests[(int) (n % requests.length)];
    }

    @Override
    public long sending() {
        return newest.get();
    }

    @Override
    public Optional<String> wrong(Response answer, long sending) {
        if (answer.status() != 200) {
            return Optional.of(host + ": " + answer.shown());
        }
        int version = version(answer);
        if (version < 0) {
            return Optional.of(host + ", a page without a version: " + answer.shown());
        }
        if (version < sending) {
            older.add("version " + version + ", after " + sending + " was answered");
        }
        newest.accumulateAndGet(version, Math::max);
        return Optional.empty();
    }

    private static int version(Response answer) {
        String text = answer.between(Shop.OPEN_BYTES, Shop.CLOSE_BYTES);
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
    }

    @Override
    public boolean followed(long n) {
        return n % FOLLOWED == 0;
    }

    @Override
    public void follow(Response page, HttpConnection connection) throws IOException {
        int version = version(page);
        String text = page.text();
        same(connection, named(text, PICTURE), version, Shop.file(Shop.PICTURE, version));
        same(connection, named(text, STYLES), version, Shop.file(Shop.STYLES, version));
        theme(connection, named(text, THEME), version);
    }

    private String named(String page, Pattern address) {
        Matcher found = address.matcher(page);
        if (!found.find()) {
            throw new IllegalStateException("a page of " + host + " names no " + address);
        }
        return found.group(1);
    }

    private void same(HttpConnection connection, String address, int version, byte[] wanted) throws IOException {
        assets.incrementAndGet();
        Response answer = connection.get(host, address);
        if (answer.status() != 200 || !Arrays.equals(answer.body(), wanted)) {
            mixed.add(address + " of version " + version + ": " + answer.shown());
        }
    }

    /** Checks the generated stylesheet: its colour shows the version. */
    private void theme(HttpConnection connection, String address, int version) throws IOException {
        assets.incrementAndGet();
        Response answer = connection.get(host, address);
        if (answer.status() != 200 || !answer.contains(Shop.colour(version).getBytes(StandardCharsets.US_ASCII))) {
            mixed.add(address + " of version " + version + ": " + answer.status()
                    + (answer.status() == 200 ? ", with the colours of another" : ""));
        }
    }

    /** The newest version in a response, or -1. */
    public int newest() {
        return newest.get();
    }

    public FailureLog older() {
        return older;
    }

    /** Files of another version than their page. */
    public FailureLog mixed() {
        return mixed;
    }

    public long assets() {
        return assets.get();
    }
}
