package org.souk.core.internal.session;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
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
import org.souk.core.internal.node.ThisNode;
import org.souk.core.internal.store.Ports;

/**
 * The code is the session's token, sealed with a secret that all containers share (AES-256 in GCM, NIST SP 800-38D): who reads the
 * database has no sessions by it, and no code can be made up. The database only tells whether it is still good: containers' clocks differ.
 */
@Component
public final class SealedHandOvers implements HandOvers {
    private static final Duration LIFETIME = Duration.ofMinutes(1);
    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int LONGEST = 200;

    private final Ports ports;
    private final ThisNode node;
    private final SecureRandom random = new SecureRandom();

    /** Over the ports. */
    @Activate
    public SealedHandOvers(@Reference Ports ports, @Reference ThisNode node) {
        this.ports = ports;
        this.node = node;
    }

    @Override
    public String issue(CatalogId catalog, SessionToken session) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed;
        try {
            sealed = cipher(Cipher.ENCRYPT_MODE, catalog, nonce)
                    .doFinal(session.value().getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
        byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
        String code = Base64.getUrlEncoder().withoutPadding().encodeToString(all);
        ports.handOvers().issue(catalog, hash(code), LIFETIME);
        return code;
    }

    @Override
    public Optional<SessionToken> redeem(CatalogId catalog, String code) {
        Optional<SessionToken> session = code.length() > LONGEST ? Optional.empty() : open(catalog, code);
        return session.filter(known -> ports.handOvers().redeem(catalog, hash(code)));
    }

    private Optional<SessionToken> open(CatalogId catalog, String code) {
        try {
            byte[] all = Base64.getUrlDecoder().decode(code);
            if (all.length <= NONCE_BYTES) {
                return Optional.empty();
            }
            byte[] token = cipher(Cipher.DECRYPT_MODE, catalog, Arrays.copyOf(all, NONCE_BYTES))
                    .doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES);
            return SessionToken.read(new String(token, StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            // made up, or another catalog's
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, CatalogId catalog, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(ALGORITHM);
        SecretKeySpec key = new SecretKeySpec(node.secretNow(ThisNode.HAND_OVER), "AES");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(catalog.value().getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }

    private static String hash(String code) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(code.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
