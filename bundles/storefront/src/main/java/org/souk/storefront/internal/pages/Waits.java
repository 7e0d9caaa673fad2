package org.souk.storefront.internal.pages;

import java.time.Duration;
import org.souk.storefront.internal.text.ThemeTexts;
import org.souk.storefront.internal.web.Reply;

/** Answers that ask to wait. */
final class Waits {
    private Waits() {}

    /** For whoever guesses too often. */
    static String tooMany(ThemeTexts texts, Duration retryAfter) {
        return texts.count("account.many", retryAfter.plusSeconds(59).toMinutes());
    }

    /** With the header that says how long, in seconds (RFC 9110, 10.2.3). */
    static Reply with(Reply reply, Duration retryAfter) {
        return reply.with(
                "Retry-After", Long.toString(retryAfter.plusMillis(999).toSeconds()));
    }
}
