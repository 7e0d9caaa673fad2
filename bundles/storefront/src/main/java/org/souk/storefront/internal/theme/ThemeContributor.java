package org.souk.storefront.internal.theme;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogContributor;
import org.souk.api.catalog.CatalogFiles;
import org.souk.api.catalog.Problem;
import org.souk.storefront.internal.template.Templates;

/**
 * Prepares the {@link ShopTheme} of a catalog version before it goes live. Templates that do not compile are refused, so that errors reach
 * the merchant and not the shoppers.
 */
@Component
public final class ThemeContributor implements CatalogContributor {
    private static final int MAX_TEMPLATES = 100;
    /** Largest size in bytes of all templates of a catalog, and of all its policies, which stay in memory. */
    private static final long MAX_BYTES = 4 << 20;

    @Activate
    public ThemeContributor() {}

    @Override
    public String name() {
        return "theme";
    }

    /** The theme of a catalog that is live already; empty if its templates are refused. */
    static Optional<ShopTheme> theme(Catalog catalog, CatalogFiles files) {
        return prepare(catalog, files, null) instanceof Prepared.Ready ready
                        && ready.contribution() instanceof ShopTheme theme
                ? Optional.of(theme)
                : Optional.empty();
    }

    @Override
    public Prepared prepare(Preparation version) {
        ShopTheme previous = version.before()
                .flatMap(live -> live.contribution(ShopTheme.class))
                .orElse(null);
        return prepare(version.catalog(), version.files(), previous);
    }

    private static Prepared prepare(Catalog catalog, CatalogFiles files, @Nullable ShopTheme previous) {
        List<String> templates = files.list("pages").stream()
                .map(name -> name.substring("pages/".length()))
                .filter(name -> name.endsWith(".peb"))
                .toList();
        if (size(
                        files,
                        files.list("policies").stream()
                                .filter(name -> name.endsWith(".md"))
                                .toList())
                > MAX_BYTES) {
            return tooLarge("policies");
        }
        if (templates.isEmpty()) {
            return new Prepared.Ready(new ShopTheme(catalog, files, null, previous), unreachablePolicies(files));
        }
        if (templates.size() > MAX_TEMPLATES) {
            return new Prepared.Refused(List.of(Problem.error(
                    "pages/" + templates.get(MAX_TEMPLATES),
                    0,
                    "there are more than " + MAX_TEMPLATES + " templates; remove some")));
        }
        if (size(files, templates.stream().map(name -> "pages/" + name).toList()) > MAX_BYTES) {
            return tooLarge("pages");
        }
        List<Problem> problems = Templates.problems(files, templates);
        return problems.isEmpty()
                ? new Prepared.Ready(
                        new ShopTheme(catalog, files, Templates.of(files, templates), previous),
                        unreachablePolicies(files))
                : new Prepared.Refused(problems);
    }

    private static long size(CatalogFiles files, List<String> names) {
        return names.stream().mapToLong(files::size).sum();
    }

    private static Prepared tooLarge(String folder) {
        return new Prepared.Refused(List.of(Problem.error(
                folder,
                0,
                "the files in it are larger than " + (MAX_BYTES >> 20) + " MB together; make them smaller or move"
                        + " pictures and downloads into static/")));
    }

    private static List<Problem> unreachablePolicies(CatalogFiles files) {
        return files.list("policies").stream()
                .flatMap(name -> policyProblem(name).stream())
                .toList();
    }

    /** What is wrong with the name of a file in policies/; empty if nothing is. */
    private static Optional<Problem> policyProblem(String name) {
        if (name.indexOf('/', "policies/".length()) >= 0) {
            return name.endsWith(".md")
                    ? Optional.of(
                            Problem.warning(name, 0, "a policy in a subfolder is not shown; move it into policies/"))
                    : Optional.empty();
        }
        String right = name.toLowerCase(Locale.ROOT)
                .replaceFirst("\\.(markdown|mdown|txt|md\\.txt)$", ".md")
                .replaceAll("\\s+", "-");
        if (name.equals(right) || !right.endsWith(".md")) {
            return Optional.empty();
        }
        String result =
                name.endsWith(".md") ? "it is shown, but not under the name that others link to" : "it is not shown";
        return Optional.of(Problem.warning(name, 0, result + "; rename it to " + right));
    }
}
