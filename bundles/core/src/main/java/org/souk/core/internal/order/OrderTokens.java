package org.souk.core.internal.order;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.souk.api.catalog.CatalogId;
import org.souk.api.order.Order;
import org.souk.api.order.OrderNumber;
import org.souk.api.order.Placement;

/** Computes the tokens that give access to order pages: an HMAC-SHA256 of catalog and number, so that tokens need not be stored. */
public final class OrderTokens {
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] secret;

    public OrderTokens(byte[] secret) {
        this.secret = secret.clone();
    }

    /** Returns the token of an order, which is always the same. */
    public String token(CatalogId catalog, OrderNumber number) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            byte[] digest = mac.doFinal((catalog + "|" + number).getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    Placement.Placed placed(Order order) {
        return new Placement.Placed(order, token(order.catalog(), order.number()));
    }

    /** Verifies a token in constant time, so that response times reveal nothing. */
    boolean matches(CatalogId catalog, OrderNumber number, String token) {
        return MessageDigest.isEqual(
                token(catalog, number).getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }
}
