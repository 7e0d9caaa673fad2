package org.souk.core.internal.session;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.api.catalog.CatalogId;
import org.souk.api.session.HandOvers;
import org.souk.api.session.SessionToken;
import org.souk.common.digest.Sha256;
import org.souk.core.internal.store.StoreRegistry;

/**
 * Issues random codes that transfer sessions to another host. Until a code is redeemed, the database stores its hash, and the session token
 * encrypted with a key derived from the code (AES-256-GCM, NIST SP 800-38D). So neither the database nor a logged URL alone reveals a
 * session, and after redemption not even both together.
 */
@Component
public final class SealedHandOvers implements HandOvers {
    private static final Duration LIFETIME = Duration.ofMinutes(1);
    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int CODE_BYTES = 32;
    private static final int CODE_CHARACTERS = 43;
    private static final int TAG_BITS = 128;
    /** The nonce may be fixed, because each key encrypts a single token. */
    private static final byte[] NONCE = new byte[12];

    private final StoreRegistry stores;
    private final SecureRandom random = new SecureRandom();

    @Activate
    public SealedHandOvers(@Reference StoreRegistry stores) {
        this.stores = stores;
    }

    @Override
    public String issue(CatalogId catalog, SessionToken session) {
        if (session.isCustomers()) {
            throw new IllegalArgumentException(
                    "a customer's session is not handed over; the customer signs in at the other host");
        }
        byte[] bytes = new byte[CODE_BYTES];
        random.nextBytes(bytes);
        String code = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, catalog, code)
                    .doFinal(session.value().getBytes(StandardCharsets.US_ASCII));
            stores.handOvers().issue(catalog, hash(code), HexFormat.of().formatHex(sealed), LIFETIME);
            return code;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    @Override
    public Optional<SessionToken> redeem(CatalogId catalog, String code) {
        return code.length() == CODE_CHARACTERS
                ? stores.handOvers().redeem(catalog, hash(code)).flatMap(stored -> open(catalog, code, stored))
                : Optional.empty();
    }

    private static Optional<SessionToken> open(CatalogId catalog, String code, String stored) {
        try {
            byte[] token = cipher(Cipher.DECRYPT_MODE, catalog, code)
                    .doFinal(HexFormat.of().parseHex(stored));
            return SessionToken.read(new String(token, StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            // the stored value was tampered with
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, CatalogId catalog, String code) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(ALGORITHM);
        SecretKeySpec key = new SecretKeySpec(Sha256.bytes("key " + code), "AES");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, NONCE));
        cipher.updateAAD(catalog.value().getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }

    private static String hash(String code) {
        return Sha256.of("hash " + code);
    }
}
