package org.souk.core.internal.customer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * An Argon2id hash (RFC 9106) in the text form of the reference implementation: {@code $argon2id$v=19$m=19456,t=2,p=1$<salt>$<hash>}. New
 * hashes use the parameters that OWASP's Password Storage Cheat Sheet recommends first.
 */
record PasswordHash(int memory, int passes, int lanes, byte[] salt, byte[] hash) {
    private static final int MEMORY_KILOBYTES = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int MAX_MEMORY = 1 << 18;
    private static final Pattern FORM = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,6}),t=(\\d{1,2}),p=(\\d{1,2})\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

    /** Hashes a new password. Slow by design. */
    static PasswordHash of(String password, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] hash = compute(password, MEMORY_KILOBYTES, PASSES, LANES, salt, HASH_BYTES);
        return new PasswordHash(MEMORY_KILOBYTES, PASSES, LANES, salt, hash);
    }

    /**
     * A hash that no password matches. Verifying it takes as long as any other, so that response times do not reveal which accounts exist.
     */
    static PasswordHash unmatchable(SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        byte[] hash = new byte[HASH_BYTES];
        random.nextBytes(salt);
        random.nextBytes(hash);
        return new PasswordHash(MEMORY_KILOBYTES, PASSES, LANES, salt, hash);
    }

    /** Parses a stored hash. Refuses one that needs too much memory. */
    static PasswordHash parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || Integer.parseInt(form.group(1)) > MAX_MEMORY) {
            throw new IllegalArgumentException("a stored password hash is malformed or needs too much memory");
        }
        return new PasswordHash(
                Integer.parseInt(form.group(1)),
                Integer.parseInt(form.group(2)),
                Integer.parseInt(form.group(3)),
                Base64.getDecoder().decode(form.group(4)),
                Base64.getDecoder().decode(form.group(5)));
    }

    /** Verifies a password. Slow by design. */
    boolean matches(String password) {
        return MessageDigest.isEqual(hash, compute(password, memory, passes, lanes, salt, hash.length));
    }

    /** The text form for storing. */
    @Override
    public String toString() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + memory + ",t=" + passes + ",p=" + lanes + "$" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(hash);
    }

    private static byte[] compute(String password, int memory, int passes, int lanes, byte[] salt, int length) {
        Argon2BytesGenerator argon = new Argon2BytesGenerator();
        argon.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memory)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[length];
        // keyboards encode the same characters differently, so they are normalised first (NIST SP 800-63B, 5.1.1.2)
        String same = Normalizer.normalize(password, Normalizer.Form.NFKC);
        argon.generateBytes(same.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }
}
