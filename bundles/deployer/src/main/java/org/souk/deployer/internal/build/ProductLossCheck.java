package org.souk.deployer.internal.build;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Catalog;
import org.souk.deployer.internal.live.Generation;
import org.souk.deployer.internal.problem.Problems;
import org.souk.deployer.internal.read.CatalogReader.Reading;

/**
 * Refuses an update after which a shop would have lost most of its products, because that is nearly always a damaged or half-filled table.
 * An operator can accept such an update; that counts until its source changes again or the process ends. Safe for any thread.
 */
public final class ProductLossCheck {
    /** What an operator accepted: the content stamp by source. */
    private final Map<String, String> accepted = new ConcurrentHashMap<>();

    /** Accepts the present content of a source, whatever it drops. */
    public void accept(Source source) {
        accepted.put(source.key(), source.content());
    }

    /** Whether an operator accepted the content of the source. Forgets an acceptance of other content. */
    boolean accepts(Source source) {
        String content = accepted.get(source.key());
        if (content != null && !content.equals(source.content())) {
            accepted.remove(source.key(), content);
        }
        return source.content().equals(content);
    }

    /**
     * Adds an error if more than half of the live products would be gone, or more than half of the rows were skipped. A shop of which Souk
     * always skips most rows can still be updated: rows count only if so many more are skipped than of the live version that they could be
     * half of its products.
     *
     * @param liveOrNull the version that is live; without one nothing can be lost
     * @return whether it found a loss
     */
    static boolean found(Reading reading, @Nullable Generation liveOrNull, Problems problems) {
        Catalog next = reading.catalogOrNull();
        if (next == null || liveOrNull == null || !liveOrNull.catalog.id().equals(next.id())) {
            return false;
        }
        int before = liveOrNull.catalog.products().size();
        int after = next.products().size();
        boolean dropped = after * 2L < before;
        int newlySkipped = reading.rows().skipped() - liveOrNull.rows.skipped();
        boolean unusable = reading.rows().mostSkipped() && newlySkipped * 2L > before;
        if (!dropped && (before == 0 || !unusable)) {
            return false;
        }
        String loss = dropped
                ? "more than half of the live products would be gone"
                : "more than half of the rows cannot be used";
        problems.error(
                reading.table(),
                0,
                loss + ": " + before + " products are live, the update has " + after + "; " + reading.rows()
                        + (liveOrNull.rows.skipped() == 0 ? "" : "; of the live version " + liveOrNull.rows)
                        + ". Correct the table, or have an operator take it as it is with catalog:accept " + next.id());
        return true;
    }
}
