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
 * Creates and checks form tokens: hidden fields that prove that a form came from a page of the shop. A token contains its expiry and an
 * HMAC over shop, session and expiry, so nothing is stored. All containers share the key, which is in the database; until a container has
 * reached the database, it uses a key of its own.
 */
@Component(service = FormTokens.class)
public final class FormTokens {
    /** Name of the hidden field. */
    public static final String FIELD = "_token";

    private static final Duration LIFETIME = Duration.ofHours(24);
    private static final Duration ROUNDING = Duration.ofHours(1);
    private static final String NOBODY = "anonymous";
    private static final int LENGTH = Long.BYTES + 32;

    private final Node node;
    private final Clock clock;
    private final byte[] localKey = new byte[32];

    @Activate
    public FormTokens(@Reference Node node) {
        this(node, Clock.systemUTC());
    }

    FormTokens(Node node, Clock clock) {
        this.node = node;
        this.clock = clock;
        new SecureRandom().nextBytes(localKey);
    }

    /** All guests without a session get the same token. */
    public String create(Exchange exchange) {
        // rounded to hours, so that a page does not change and can be cached
        long hour = ROUNDING.toMillis();
        long expiry = (clock.millis() + LIFETIME.toMillis() + hour - 1) / hour * hour;
        byte[] key = sharedKey().orElse(localKey);
        byte[] mac = mac(key, exchange, holder(exchange.session()), expiry);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        ByteBuffer.allocate(LENGTH).putLong(expiry).put(mac).array());
    }

    /** A guest's token stays valid for a session that begins afterwards if the browser says that the form is of the same origin. */
    public boolean isValid(Exchange exchange, String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return false;
        }
        if (bytes.length != LENGTH) {
            return false;
        }
        long expiry = ByteBuffer.wrap(bytes).getLong();
        long remaining = expiry - clock.millis();
        if (remaining < 0 || remaining > LIFETIME.plus(ROUNDING).toMillis() + 60_000) {
            return false;
        }
        byte[] given = Arrays.copyOfRange(bytes, Long.BYTES, LENGTH);
        return holders(exchange).stream().anyMatch(holder -> keys().anyMatch(
                        key -> MessageDigest.isEqual(given, mac(key, exchange, holder, expiry))));
    }

    private static List<String> holders(Exchange exchange) {
        String holder = holder(exchange.session());
        return holder.equals(NOBODY) || OriginCheck.isSameOrigin(exchange) ? List.of(holder, NOBODY) : List.of(holder);
    }

    private static String holder(Optional<SessionToken> session) {
        return session.map(token -> token.key().toString()).orElse(NOBODY);
    }

    private Optional<byte[]> sharedKey() {
        return node.secret("form-token");
    }

    private Stream<byte[]> keys() {
        return Stream.concat(sharedKey().stream(), Stream.of(localKey));
    }

    private static byte[] mac(byte[] key, Exchange exchange, String holder, long expiry) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            String text = exchange.shop().catalog().id() + "\n" + holder + "\n" + expiry;
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }
}
