package org.souk.storefront.internal.theme;

import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogFiles;
import org.souk.api.catalog.CatalogPart;
import org.souk.api.catalog.Problem;

/** Compiles a catalog's templates before it goes live, and tries them on its own products. */
@Component
public final class ThemePart implements CatalogPart {
    private static final int MOST_TEMPLATES = 100;

    /** The share of the look. */
    @Activate
    public ThemePart() {}

    @Override
    public String name() {
        return "theme";
    }

    @Override
    public Prepared prepare(Catalog catalog, CatalogFiles files) {
        List<String> own = files.list("pages").stream()
                .map(name -> name.startsWith("pages/") ? name.substring("pages/".length()) : name)
                .filter(name -> name.endsWith(".peb"))
                .toList();
        if (own.isEmpty()) {
            return new Prepared.Ready(new ThemeShare(catalog, files, null), List.of());
        }
        if (own.size() > MOST_TEMPLATES) {
            return new Prepared.Refused(List.of(Problem.error(
                    "pages/" + own.get(MOST_TEMPLATES),
                    0,
                    "there are more than " + MOST_TEMPLATES + " templates; take some out")));
        }
        List<Problem> problems = new ArrayList<>();
        for (String name : own) {
            try {
                Templates.of(files, List.of(name));
            } catch (TemplateProblem e) {
                if (!problems.contains(e.problem())) {
                    problems.add(e.problem());
                }
            }
        }
        return problems.isEmpty()
                ? new Prepared.Ready(new ThemeShare(catalog, files, Templates.of(files, own)), List.of())
                : new Prepared.Refused(problems);
    }
}
