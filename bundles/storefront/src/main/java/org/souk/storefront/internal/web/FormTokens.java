package org.souk.storefront.internal.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.api.node.Node;
import org.souk.api.session.SessionToken;

/**
 * Hidden fields that show that a form came from one of the shop's own pages. A token holds its end and an HMAC over shop,
 * session and end, so nothing is stored. The key is shared by all containers; until the database was reached for the first time
 * it is this process's own.
 */
@Component(service = FormTokens.class)
public final class FormTokens {
    /** Name of the hidden field. */
    public static final String FIELD = "_token";

    private static final Duration VALID = Duration.ofHours(24);
    private static final Duration ROUND = Duration.ofHours(1);
    private static final String NOBODY = "anonymous";
    private static final int LENGTH = Long.BYTES + 32;

    private final Node node;
    private final Clock clock;
    private final byte[] own = new byte[32];

    /** With the key of all containers. */
    @Activate
    public FormTokens(@Reference Node node) {
        this(node, Clock.systemUTC());
    }

    FormTokens(Node node, Clock clock) {
        this.node = node;
        this.clock = clock;
        new SecureRandom().nextBytes(own);
    }

    /** A token for the request's shop and session; the same for everybody who has none. */
    public String make(Exchange exchange) {
        // whole hours: the same page is the same for a while, so that it can be kept
        long hour = ROUND.toMillis();
        long end = (clock.millis() + VALID.toMillis() + hour - 1) / hour * hour;
        byte[] key = shared().orElse(own);
        byte[] mac = mac(key, exchange, holder(exchange.session()), end);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        ByteBuffer.allocate(LENGTH).putLong(end).put(mac).array());
    }

    /**
     * Whether a token fits the request. One that was made before the shopper had a session is good as long as the browser says
     * that the form is the shop's own; the servlet has refused those of others by then.
     */
    public boolean check(Exchange exchange, String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return false;
        }
        if (bytes.length != LENGTH) {
            return false;
        }
        long end = ByteBuffer.wrap(bytes).getLong();
        long left = end - clock.millis();
        if (left < 0 || left > VALID.plus(ROUND).toMillis() + 60_000) {
            return false;
        }
        byte[] given = Arrays.copyOfRange(bytes, Long.BYTES, LENGTH);
        return holders(exchange).stream().anyMatch(holder -> keys().anyMatch(
                        key -> MessageDigest.isEqual(given, mac(key, exchange, holder, end))));
    }

    private static List<String> holders(Exchange exchange) {
        String holder = holder(exchange.session());
        return holder.equals(NOBODY) || OriginGate.saysOwn(exchange) ? List.of(holder, NOBODY) : List.of(holder);
    }

    private static String holder(Optional<SessionToken> session) {
        return session.map(token -> token.key().toString()).orElse(NOBODY);
    }

    private Optional<byte[]> shared() {
        return node.secret("form-token");
    }

    private Stream<byte[]> keys() {
        return Stream.concat(shared().stream(), Stream.of(own));
    }

    private static byte[] mac(byte[] key, Exchange exchange, String holder, long end) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            String text = exchange.shop().catalog().id() + "\n" + holder + "\n" + end;
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }
}
