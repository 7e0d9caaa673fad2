package org.souk.deployer.internal.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogId;
import org.souk.api.host.HostPattern;
import org.souk.deployer.internal.bundle.CatalogBundle;
import org.souk.deployer.internal.state.Version.Mark;

/**
 * The state of a catalog as its state file records it. After a restart, this file alone says what is live.
 *
 * @param live the live version
 * @param source key of the source that it came from, see {@link SourceKey}
 * @param stamp of the source when it was read
 * @param bundle of the live version
 * @param since when {@code state} began
 * @param kept the versions that were served before, newest first, at most three
 * @param rolledBackOrNull what an operator rolled back from, until the source changes
 * @param parkedOrNull since when the catalog is parked
 * @param changes what an operator changed of its hosts
 */
public record CatalogState(
        CatalogId id,
        State state,
        Version live,
        String source,
        String stamp,
        RecordedBundle bundle,
        Instant since,
        List<Version> kept,
        @Nullable RolledBack rolledBackOrNull,
        @Nullable Instant parkedOrNull,
        HostChanges changes) {
    private static final int KEPT = 3;

    public enum State {
        /** Served. */
        LIVE,
        /** Its bundle was stopped by an operator. */
        STOPPED,
        /** An operator uninstalled its bundle. It is deployed again when its source changes. */
        WITHDRAWN
    }

    /**
     * A bundle in the framework.
     *
     * @param stamp of the bundle when it was adopted; empty if it was not recorded
     */
    public record RecordedBundle(String location, String stamp) {
        static RecordedBundle of(CatalogBundle bundle) {
            return new RecordedBundle(bundle.location(), bundle.stamp());
        }
    }

    /** The archive that an operator rolled back from. It must not be deployed again, although it still is in the deploy folder. */
    public record RolledBack(String archive, String version, Instant at) {}

    public CatalogState {
        kept = List.copyOf(kept);
    }

    public static CatalogState first(CatalogId id, Version live, String source, String stamp, CatalogBundle bundle) {
        RecordedBundle recorded = RecordedBundle.of(bundle);
        Instant since = live.since();
        return new CatalogState(
                id, State.LIVE, live, source, stamp, recorded, since, List.of(), null, null, HostChanges.NONE);
    }

    /** The state after a newer version was deployed. The catalog stays parked if it was, and keeps the changes of its hosts. */
    public CatalogState updated(Version next, String nextStamp, CatalogBundle nextBundle) {
        return with(next, nextStamp, nextBundle, before(live, without(Mark.FAILED)), null);
    }

    /** The state after a rollback to a kept version. */
    public CatalogState rolledBackTo(Version target, CatalogBundle nextBundle, Instant at) {
        List<Version> rest = kept.stream()
                .filter(version -> !version.generation().equals(target.generation()))
                // an operator decided, so no start tries the failed version again
                .map(version -> version.mark() == Mark.FAILED ? version.marked(Mark.ASIDE) : version)
                .toList();
        // the deploy folder still has the archive that the first rollback went back from
        RolledBack from = rolledBackOrNull == null ? new RolledBack(live.archive(), live.name(), at) : rolledBackOrNull;
        return with(target.at(at), stamp, nextBundle, before(live.marked(Mark.ASIDE), rest), from);
    }

    /**
     * The state in which a kept version replaces the live one, which cannot be restored, or a version that could not be restored before is
     * live again. It has no stamp, so that the source is read again: it may be the version that is damaged.
     */
    public CatalogState servedBy(Version target, CatalogBundle nextBundle, Instant at) {
        boolean again = target.mark() == Mark.FAILED;
        List<Version> candidates = again ? without(Mark.FAILED) : kept;
        List<Version> rest = candidates.stream()
                .filter(version -> !version.generation().equals(target.generation()))
                .toList();
        return with(
                target.at(at), "", nextBundle, before(again ? live : live.marked(Mark.FAILED), rest), rolledBackOrNull);
    }

    private List<Version> without(Mark mark) {
        return kept.stream().filter(version -> version.mark() != mark).toList();
    }

    /** The kept versions with that mark, newest first. */
    public List<Version> kept(Mark mark) {
        return kept.stream().filter(version -> version.mark() == mark).toList();
    }

    /** The versions that an operator can roll back to, newest first. */
    public List<Version> rollbackTargets() {
        // for a bundle that an operator installed, only the operator can install another version
        return SourceKey.isBundle(source) ? List.of() : kept(Mark.NONE);
    }

    private CatalogState with(
            Version next, String nextStamp, CatalogBundle nextBundle, List<Version> before, @Nullable RolledBack from) {
        RecordedBundle recorded = RecordedBundle.of(nextBundle);
        Instant at = next.since();
        return new CatalogState(
                id, State.LIVE, next, source, nextStamp, recorded, at, before, from, parkedOrNull, changes);
    }

    private static List<Version> before(Version first, List<Version> rest) {
        return Stream.concat(Stream.of(first), rest.stream()).limit(KEPT).toList();
    }

    public CatalogState withState(State next, Instant at) {
        return new CatalogState(
                id, next, live, source, stamp, bundle, at, kept, rolledBackOrNull, parkedOrNull, changes);
    }

    /** The state without its bundle, which an operator uninstalled: only its source is remembered. */
    public CatalogState withdrawn(Instant at) {
        return new CatalogState(
                id, State.WITHDRAWN, live, source, stamp, bundle, at, List.of(), null, null, HostChanges.NONE);
    }

    public CatalogState withStamp(String next, @Nullable RolledBack from) {
        return new CatalogState(id, state, live, source, next, bundle, since, kept, from, parkedOrNull, changes);
    }

    public CatalogState withParked(@Nullable Instant at, Instant now) {
        return new CatalogState(id, state, live, source, stamp, bundle, now, kept, rolledBackOrNull, at, changes);
    }

    public CatalogState withHostChanges(HostChanges next) {
        return new CatalogState(
                id, state, live, source, stamp, bundle, since, kept, rolledBackOrNull, parkedOrNull, next);
    }

    /** The state with the same version in another bundle. */
    public CatalogState withBundle(CatalogBundle next) {
        RecordedBundle recorded = RecordedBundle.of(next);
        return new CatalogState(
                id, state, live, source, stamp, recorded, since, kept, rolledBackOrNull, parkedOrNull, changes);
    }

    CatalogState withKept(List<Version> next) {
        return new CatalogState(
                id, state, live, source, stamp, bundle, since, next, rolledBackOrNull, parkedOrNull, changes);
    }

    /** The hosts that the catalog holds, as far as they can be parsed. */
    public List<HostPattern> hosts() {
        return changes.applyTo(HostChanges.parse(live.hosts()));
    }

    /** Whether a folder is that of its live version or of a kept one. */
    public boolean hasGeneration(String generation) {
        return live.generation().equals(generation)
                || kept.stream().anyMatch(version -> version.generation().equals(generation));
    }

    Properties toProperties() {
        Properties values = new Properties();
        values.setProperty("id", id.value());
        values.setProperty("state", state.name().toLowerCase(Locale.ROOT));
        values.setProperty("source", source);
        values.setProperty("stamp", stamp);
        values.setProperty("location", bundle.location());
        values.setProperty("bundle", bundle.stamp());
        values.setProperty("since", since.toString());
        live.to(values, "");
        for (int i = 0; i < kept.size(); i++) {
            kept.get(i).to(values, kept(i));
        }
        if (rolledBackOrNull != null) {
            values.setProperty("rolled-back.archive", rolledBackOrNull.archive());
            values.setProperty("rolled-back.version", rolledBackOrNull.version());
            values.setProperty("rolled-back.at", rolledBackOrNull.at().toString());
        }
        if (parkedOrNull != null) {
            values.setProperty("parked", parkedOrNull.toString());
        }
        values.setProperty("hosts.added", text(changes.added()));
        values.setProperty("hosts.removed", text(changes.removed()));
        return values;
    }

    /**
     * @throws IllegalArgumentException if a value is missing or invalid
     */
    static CatalogState of(Properties values) {
        Instant since = Version.instant(Version.get(values, "since"));
        List<Version> kept = new ArrayList<>();
        while (kept.size() < KEPT && values.containsKey(kept(kept.size()) + "generation")) {
            kept.add(Version.of(values, kept(kept.size()), since));
        }
        String archive = values.getProperty("rolled-back.archive");
        String parked = values.getProperty("parked");
        return new CatalogState(
                new CatalogId(Version.get(values, "id")),
                State.valueOf(Version.get(values, "state").toUpperCase(Locale.ROOT)),
                Version.of(values, "", since),
                Version.get(values, "source"),
                Version.get(values, "stamp"),
                new RecordedBundle(Version.get(values, "location"), values.getProperty("bundle", "")),
                since,
                kept,
                archive == null
                        ? null
                        : new RolledBack(
                                archive,
                                Version.get(values, "rolled-back.version"),
                                Version.instant(Version.get(values, "rolled-back.at"))),
                parked == null ? null : Version.instant(parked),
                new HostChanges(hosts(values, "hosts.added"), hosts(values, "hosts.removed")));
    }

    private static String kept(int index) {
        return "kept." + (index + 1) + ".";
    }

    private static String text(List<HostPattern> hosts) {
        return hosts.stream().map(Object::toString).collect(Collectors.joining(" "));
    }

    private static List<HostPattern> hosts(Properties values, String key) {
        return HostChanges.parse(Version.words(values.getProperty(key, "")));
    }
}
