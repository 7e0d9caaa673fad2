package org.souk.deployer.internal.watch;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.Problem;
import org.souk.deployer.internal.archive.EntryAttributes;
import org.souk.deployer.internal.publish.ProblemsFile;

/**
 * Writes {@code <name>.problems.txt} beside an entry of the deploy folder that is no catalog, to say why Souk does not deploy it. It waits
 * some seconds first, because many programs copy under a temporary name and rename the file at the end. Used by one thread.
 */
final class NonCatalogNotices {
    private static final Logger LOG = LoggerFactory.getLogger(NonCatalogNotices.class);
    /** The most entries that have a notice at the same time. */
    private static final int MOST = 200;

    private static final String ONLY_CATALOGS =
            "only catalogs are taken from this folder; an operator who trusts everybody"
                    + " who can write here can allow jars, kars, features files and .cfg files, too: SOUK_DEPLOY_ACCEPTS=all, or accepts"
                    + " in etc/org.souk.deploy.cfg";

    private final Duration wait;
    private final Map<String, Seen> seen = new HashMap<>();
    /** Problems files that were checked: a notice whose reason no longer holds is deleted. */
    private final Set<String> compared = new HashSet<>();

    /** Since when an entry has not changed, and whether its notice was written. */
    private record Seen(String stamp, long since, boolean told) {}

    /** @param wait how long an entry must stay unchanged */
    NonCatalogNotices(Duration wait) {
        this.wait = wait;
    }

    /**
     * Writes and deletes notices.
     *
     * @param others what is in the folder besides catalogs, by name
     * @param acceptsOthers whether other artifacts of Karaf are installed, too
     */
    void update(Path deploy, Map<String, EntryAttributes> others, boolean acceptsOthers, long now) {
        Set<String> due = new HashSet<>();
        others.forEach((name, entry) -> {
            if (due.size() < MOST) {
                problem(name, entry, acceptsOthers).ifPresent(problem -> {
                    due.add(name);
                    told(deploy.resolve(name), entry, problem, now);
                });
            }
        });
        seen.keySet().removeIf(name -> {
            boolean over = !due.contains(name);
            if (over) {
                ProblemsFile.removeNotice(deploy.resolve(name));
            }
            return over;
        });
        compared.retainAll(others.keySet());
        others.keySet().stream()
                .filter(ProblemsFile::isName)
                .filter(compared::add)
                .flatMap(name -> ProblemsFile.artifact(deploy.resolve(name)).stream())
                .filter(artifact -> !due.contains(String.valueOf(artifact.getFileName())))
                .forEach(ProblemsFile::removeNotice);
    }

    private void told(Path path, EntryAttributes entry, Supplier<String> problem, long now) {
        String name = String.valueOf(path.getFileName());
        String stamp = entry.unopenedStamp();
        Seen before = seen.get(name);
        if (before == null || !before.stamp().equals(stamp)) {
            seen.put(name, new Seen(stamp, now, false));
        } else if (!before.told() && now - before.since() >= wait.toNanos()) {
            seen.put(name, new Seen(stamp, before.since(), true));
            String text = problem.get();
            LOG.info("{} is not taken: {}", name.replaceAll("\\p{Cntrl}", "?"), text);
            ProblemsFile.writeNotice(path, List.of(Problem.error(name, 0, text)));
        }
    }

    /** Why Souk does not take an entry; empty if nobody would expect it to. The scan looks into a folder only when its notice is due. */
    private static Optional<Supplier<String>> problem(String name, EntryAttributes entry, boolean acceptsOthers) {
        if (CatalogNameSuggestion.ignored(name)) {
            return Optional.empty();
        }
        if (entry.folder()) {
            return Optional.of(() -> folderProblem(name, entry.path(), acceptsOthers));
        }
        Optional<String> right = CatalogNameSuggestion.suggestion(name, false, false);
        if (right.isPresent()) {
            return Optional.of(() -> rename(name, false, right.get()));
        }
        if (!CatalogNameSuggestion.artifact(name) || acceptsOthers) {
            return Optional.empty();
        }
        String jar = entry.file() ? "its manifest has no Souk-Catalog, and " : "it is " + entry.what() + ", and ";
        return Optional.of(() -> (name.endsWith(".jar") ? jar : "") + ONLY_CATALOGS);
    }

    private static String folderProblem(String name, Path folder, boolean acceptsOthers) {
        boolean content = Files.isRegularFile(folder.resolve("catalog.yaml"), LinkOption.NOFOLLOW_LINKS);
        return CatalogNameSuggestion.suggestion(name, true, content)
                .map(right -> rename(name, true, right))
                .orElseGet(() -> "it is no catalog, whose folder is named <id>.catalog and has a catalog.yaml; "
                        + (acceptsOthers ? "rename it if it is one" : ONLY_CATALOGS));
    }

    private static String rename(String name, boolean folder, String right) {
        if (right.indexOf('/') > 0) {
            return "it belongs in the folder of a catalog; put it there as " + right
                    + ", where <id> is the id in catalog.yaml";
        }
        boolean packed = folder || name.toLowerCase(Locale.ROOT).contains(".zip");
        return "that is not the name of a catalog; "
                + (packed ? "rename it to " : "name it, as a zip or renamed if it is one, ") + right + ", if "
                + right.substring(0, right.indexOf('.')) + " is the id in its catalog.yaml";
    }
}
