package org.souk.storefront.internal.template;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.lexer.LexerImpl;
import io.pebbletemplates.pebble.lexer.Token;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogFiles;
import org.souk.api.catalog.Problem;

/** The compiled templates of the built-in theme; those of one catalog version replace some of them. They run in a sandbox. Thread-safe. */
public final class Templates {
    /** Pages of the built-in theme; a catalog overrides them by name. */
    static final List<String> PAGES = List.of(
            "home.peb",
            "collection.peb",
            "product.peb",
            "search.peb",
            "cart.peb",
            "checkout.peb",
            "order.peb",
            "payment.peb",
            "account.peb",
            "account-sign-in.peb",
            "account-register.peb",
            "account-password.peb",
            "account-left.peb",
            "policy.peb",
            "error.peb",
            "parked.peb");

    /** Largest number of tokens in all templates of a catalog. A compiled token takes about 130 bytes. */
    static final int MAX_TOKENS = 100_000;

    private final Map<String, PebbleTemplate> compiled = new HashMap<>();

    private final boolean limited;

    private Templates(boolean limited) {
        this.limited = limited;
    }

    public static Templates builtIn() {
        return of(null, List.of());
    }

    /**
     * Compiles all templates now, so that no request has to.
     *
     * @param own names in {@code pages/}
     * @throws TemplateProblem if one does not compile; {@link #problems} reports all
     */
    public static Templates of(@Nullable CatalogFiles catalog, List<String> own) {
        return compiled(catalog, Stream.concat(PAGES.stream(), own.stream()));
    }

    /** A catalog's own templates without the built-in pages, for tests. */
    static Templates alone(CatalogFiles catalog, List<String> own) {
        return compiled(catalog, own.stream());
    }

    private static Templates compiled(@Nullable CatalogFiles catalog, Stream<String> names) {
        TemplateFiles files = new TemplateFiles(catalog);
        PebbleEngine engine = engine(files);
        Templates templates = new Templates(catalog != null);
        names.distinct().forEach(name -> {
            check(engine, files, name);
            templates.compiled.put(name, compile(engine, name));
        });
        return templates;
    }

    /** The problems of a catalog's templates, at most one for each file. */
    public static List<Problem> problems(CatalogFiles catalog, List<String> own) {
        TemplateFiles files = new TemplateFiles(catalog);
        PebbleEngine engine = engine(files);
        List<Problem> problems = new ArrayList<>();
        int tokens = 0;
        for (String name : own) {
            try {
                tokens += check(engine, files, name);
                if (tokens > MAX_TOKENS) {
                    throw new TemplateProblem(
                            name,
                            0,
                            "the templates have more than " + MAX_TOKENS + " tags, values and operators in all",
                            null);
                }
                compile(engine, name);
            } catch (TemplateProblem e) {
                problems.add(e.problem());
                if (tokens > MAX_TOKENS) {
                    break;
                }
            }
        }
        return problems;
    }

    static PebbleEngine engine(TemplateFiles files) {
        return new PebbleEngine.Builder()
                .loader(files)
                .strictVariables(true)
                .newLineTrimming(false)
                .autoEscaping(true)
                .defaultLocale(Locale.ENGLISH)
                .allowOverrideCoreOperators(true)
                .methodAccessValidator((object, method) -> false)
                .registerExtensionCustomizer(Sandbox.Restricted::new)
                .extension(new Sandbox())
                .build();
    }

    /**
     * Renders a page.
     *
     * @param model records, lists, strings, numbers
     * @throws TemplateProblem if the template fails or exceeds its budget
     */
    public String render(String name, Map<String, Object> model, Locale locale) {
        PebbleTemplate template = compiled.get(name);
        if (template == null) {
            throw new TemplateProblem(name, 0, "there is no such template", null);
        }
        Map<String, Object> all = new HashMap<>(model);
        try (RenderBudget budget = new RenderBudget(limited)) {
            all.put(RenderBudget.KEY, budget);
            PageWriter page = new PageWriter(budget, true);
            try {
                template.evaluate(page, all, locale);
            } catch (BudgetExceeded e) {
                throw budget.located(e);
            }
            return page.toString();
        } catch (RuntimeException | IOException e) {
            throw TemplateProblem.of(name, e);
        } catch (StackOverflowError e) {
            throw new TemplateProblem(name, 0, "it nests too deep", null, true);
        }
    }

    boolean has(String name) {
        return compiled.containsKey(name);
    }

    /**
     * Checks a template that is not compiled yet.
     *
     * @return the number of its tokens
     */
    private static int check(PebbleEngine engine, TemplateFiles files, String name) {
        return withProblems(name, () -> {
            Optional<String> text = files.read(name);
            if (text.isEmpty()) {
                throw new TemplateProblem(
                        name, 0, "the name is none of a template: use a-z, 0-9, hyphen, one folder at most", null);
            }
            LexerImpl lexer = new LexerImpl(
                    engine.getSyntax(),
                    engine.getExtensionRegistry().getUnaryOperators().values(),
                    engine.getExtensionRegistry().getBinaryOperators().values());
            List<Token> tokens =
                    lexer.tokenize(new StringReader(text.get()), name).getTokens();
            TemplateCheck.check(name, tokens);
            return tokens.size();
        });
    }

    private static PebbleTemplate compile(PebbleEngine engine, String name) {
        return withProblems(name, () -> engine.getTemplate(name));
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> T withProblems(String name, Reading<T> reading) {
        try {
            return reading.read();
        } catch (PebbleException | IOException e) {
            throw TemplateProblem.of(name, e);
        } catch (StackOverflowError e) {
            throw new TemplateProblem(name, 0, "it nests too deep", null);
        }
    }
}
