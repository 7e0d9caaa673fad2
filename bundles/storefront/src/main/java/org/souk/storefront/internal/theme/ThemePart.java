package org.souk.storefront.internal.theme;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogContributor;
import org.souk.api.catalog.CatalogFiles;
import org.souk.api.catalog.Problem;

/** Compiles a catalog's templates before it goes live, so that a broken one is told to the merchant and not to shoppers. */
@Component
public final class ThemePart implements CatalogContributor {
    private static final int MOST_TEMPLATES = 100;

    /** The share of the look. */
    @Activate
    public ThemePart() {}

    @Override
    public String name() {
        return "theme";
    }

    /** The share of a catalog that is live already; empty if its templates are refused. */
    static Optional<ThemeShare> share(Catalog catalog, CatalogFiles files) {
        return prepare(catalog, files, null) instanceof Prepared.Ready ready
                        && ready.contribution() instanceof ThemeShare share
                ? Optional.of(share)
                : Optional.empty();
    }

    @Override
    public Prepared prepare(Preparation version) {
        ThemeShare before = version.before()
                .flatMap(live -> live.contribution(ThemeShare.class))
                .orElse(null);
        return prepare(version.catalog(), version.files(), before);
    }

    private static Prepared prepare(Catalog catalog, CatalogFiles files, @Nullable ThemeShare before) {
        List<String> own = files.list("pages").stream()
                .map(name -> name.startsWith("pages/") ? name.substring("pages/".length()) : name)
                .filter(name -> name.endsWith(".peb"))
                .toList();
        if (own.isEmpty()) {
            return new Prepared.Ready(new ThemeShare(catalog, files, null, before), hidden(files));
        }
        if (own.size() > MOST_TEMPLATES) {
            return new Prepared.Refused(List.of(Problem.error(
                    "pages/" + own.get(MOST_TEMPLATES),
                    0,
                    "there are more than " + MOST_TEMPLATES + " templates; take some out")));
        }
        List<Problem> problems = Templates.problems(files, own);
        return problems.isEmpty()
                ? new Prepared.Ready(new ThemeShare(catalog, files, Templates.of(files, own), before), hidden(files))
                : new Prepared.Refused(problems);
    }

    private static List<Problem> hidden(CatalogFiles files) {
        return files.list("policies").stream()
                .filter(name -> name.endsWith(".md")
                        && name.indexOf('/', name.startsWith("policies/") ? "policies/".length() : 0) >= 0)
                .map(name -> Problem.warning(
                        name.startsWith("policies/") ? name : "policies/" + name,
                        0,
                        "a policy in a folder below is not shown; move it into policies/ itself"))
                .toList();
    }
}
