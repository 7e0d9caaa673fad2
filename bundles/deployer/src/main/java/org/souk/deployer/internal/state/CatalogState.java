package org.souk.deployer.internal.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogId;
import org.souk.api.host.HostPattern;
import org.souk.deployer.internal.bundle.CatalogBundle;
import org.souk.deployer.internal.state.Version.Mark;

/**
 * The state of a catalog as it is written down.
 *
 * @param state what it is
 * @param live the version that is served
 * @param source file name in the deploy folder, or location of the bundle it came in
 * @param stamp of that file when it was read
 * @param location of its own bundle
 * @param bundle stamp of that bundle when it was taken up; empty if that was not written down
 * @param since when it came into that state
 * @param kept what was served last before it, newest first
 * @param rolledBackOrNull what an operator went back from, until the file changes
 * @param parkedOrNull since when it is parked, or null
 * @param changes what an operator changed of its hosts
 */
public record CatalogState(
        CatalogId id,
        State state,
        Version live,
        String source,
        String stamp,
        String location,
        String bundle,
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
        /** Its bundle was uninstalled by an operator: it stays away until its file changes. */
        WITHDRAWN
    }

    /** The archive that lies there still and must not come back, with its version, and when that was said. */
    public record RolledBack(String archive, String version, Instant at) {}

    public CatalogState {
        kept = List.copyOf(kept);
    }

    /** Of a catalog that was not there before. */
    public static CatalogState first(CatalogId id, Version live, String source, String stamp, CatalogBundle bundle) {
        return new CatalogState(
                id,
                State.LIVE,
                live,
                source,
                stamp,
                bundle.location(),
                bundle.stamp(),
                live.since(),
                List.of(),
                null,
                null,
                HostChanges.NONE);
    }

    /** With a newer version in place of its own; it stays parked if it was, and its hosts stay changed. */
    public CatalogState updated(Version next, String nextStamp, CatalogBundle nextBundle) {
        return with(next, nextStamp, nextBundle, before(live, without(Mark.FAILED)), null);
    }

    /** Back at a version that is kept. */
    public CatalogState rolledBackTo(Version target, CatalogBundle nextBundle, Instant at) {
        List<Version> rest = kept.stream()
                .filter(version -> !version.generation().equals(target.generation()))
                // said by an operator, so that no start goes back to what it could not serve
                .map(version -> version.mark() == Mark.FAILED ? version.marked(Mark.ASIDE) : version)
                .toList();
        // what lies in the deploy folder is what the first rollback went back from
        RolledBack from = rolledBackOrNull == null ? new RolledBack(live.archive(), live.name(), at) : rolledBackOrNull;
        return with(target.at(at), stamp, nextBundle, before(live.marked(Mark.ASIDE), rest), from);
    }

    /**
     * With a version that is kept in place of the live one, which cannot be restored; or with one that could not be before. Its file is
     * looked at again: it may hold what is damaged here.
     */
    public CatalogState servedBy(Version target, CatalogBundle nextBundle, Instant at) {
        boolean again = target.mark() == Mark.FAILED;
        List<Version> rest = (again ? without(Mark.FAILED) : kept)
                .stream()
                        .filter(version -> !version.generation().equals(target.generation()))
                        .toList();
        return with(
                target.at(at), "", nextBundle, before(again ? live : live.marked(Mark.FAILED), rest), rolledBackOrNull);
    }

    private List<Version> without(Mark mark) {
        return kept.stream().filter(version -> version.mark() != mark).toList();
    }

    /** What is kept and was marked so, newest first. */
    public List<Version> kept(Mark mark) {
        return kept.stream().filter(version -> version.mark() == mark).toList();
    }

    /** The versions that an operator can roll back to, newest first. */
    public List<Version> rollbackTargets() {
        // another version of a bundle that an operator installed is what that operator installs in its place
        return SourceKey.isBundle(source) ? List.of() : kept(Mark.NONE);
    }

    private CatalogState with(
            Version next, String nextStamp, CatalogBundle nextBundle, List<Version> before, @Nullable RolledBack from) {
        return new CatalogState(
                id,
                State.LIVE,
                next,
                source,
                nextStamp,
                nextBundle.location(),
                nextBundle.stamp(),
                next.since(),
                before,
                from,
                parkedOrNull,
                changes);
    }

    private static List<Version> before(Version first, List<Version> rest) {
        List<Version> before = new ArrayList<>();
        before.add(first);
        before.addAll(rest);
        return before.size() > KEPT ? before.subList(0, KEPT) : before;
    }

    public CatalogState in(State next, Instant at) {
        return new CatalogState(
                id, next, live, source, stamp, location, bundle, at, kept, rolledBackOrNull, parkedOrNull, changes);
    }

    /** Of one that an operator took away: nothing is left of it but what its file was. */
    public CatalogState withdrawn(Instant at) {
        return new CatalogState(
                id,
                State.WITHDRAWN,
                live,
                source,
                stamp,
                location,
                bundle,
                at,
                List.of(),
                null,
                null,
                HostChanges.NONE);
    }

    public CatalogState stamped(String next, @Nullable RolledBack from) {
        return new CatalogState(
                id, state, live, source, next, location, bundle, since, kept, from, parkedOrNull, changes);
    }

    public CatalogState parked(@Nullable Instant at, Instant now) {
        return new CatalogState(
                id, state, live, source, stamp, location, bundle, now, kept, rolledBackOrNull, at, changes);
    }

    public CatalogState changed(HostChanges next) {
        return new CatalogState(
                id, state, live, source, stamp, location, bundle, since, kept, rolledBackOrNull, parkedOrNull, next);
    }

    /** The same version in that bundle. */
    public CatalogState in(CatalogBundle next) {
        return new CatalogState(
                id,
                state,
                live,
                source,
                stamp,
                next.location(),
                next.stamp(),
                since,
                kept,
                rolledBackOrNull,
                parkedOrNull,
                changes);
    }

    CatalogState keeping(List<Version> there) {
        return new CatalogState(
                id,
                state,
                live,
                source,
                stamp,
                location,
                bundle,
                since,
                there,
                rolledBackOrNull,
                parkedOrNull,
                changes);
    }

    /** What it holds, as far as that can be read. */
    public List<HostPattern> hosts() {
        return changes.of(HostsText.parse(live.hosts()));
    }

    /** Whether a generation's folder is one of its own. */
    public boolean has(String generation) {
        return live.generation().equals(generation)
                || kept.stream().anyMatch(version -> version.generation().equals(generation));
    }

    Properties toProperties() {
        Properties values = new Properties();
        values.setProperty("id", id.value());
        values.setProperty("state", state.name().toLowerCase(Locale.ROOT));
        values.setProperty("source", source);
        values.setProperty("stamp", stamp);
        values.setProperty("location", location);
        values.setProperty("bundle", bundle);
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
     * @throws IllegalArgumentException if something is missing or misshapen
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
                Version.get(values, "location"),
                values.getProperty("bundle", ""),
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
        return HostsText.parse(Version.words(values.getProperty(key, "")));
    }
}
