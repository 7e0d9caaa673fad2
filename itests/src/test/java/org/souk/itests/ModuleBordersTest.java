package org.souk.itests;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which module may use what, checked on the compiled classes of all bundles and demo shops. Every rule must match at least one class. */
class ModuleBordersTest {
    /** bnd copies these packages into the modules that use them, so several modules have them in {@code target/classes}. */
    private static final String COMMON = "org.souk.common..";

    private static final String[] LANGUAGE = {
        "java..",
        "javax.crypto..",
        "org.osgi.annotation..",
        "org.osgi.service.component.annotations..",
        "org.osgi.service.metatype.annotations..",
        "org.jspecify..",
        "org.souk.api..",
        COMMON
    };
    private static final String[] SQL = {"java.sql..", "javax.sql..", "jakarta.persistence.."};
    private static final String[] WEB = {"jakarta.servlet..", "org.osgi.service.servlet..", "org.ops4j.pax.web.."};

    private static final Pattern MODULE = Pattern.compile("^org\\.souk\\.(\\w+)");

    private static JavaClasses modules;

    @BeforeAll
    static void read() throws IOException {
        Path tree = Path.of("").toAbsolutePath().getParent();
        try (Stream<Path> bundles = Files.list(tree.resolve("bundles"));
                Stream<Path> catalogs = Files.list(tree.resolve("catalogs"))) {
            List<Path> classes = Stream.concat(bundles, catalogs)
                    .map(folder -> folder.resolve("target/classes"))
                    .filter(Files::isDirectory)
                    .toList();
            modules = new ClassFileImporter().importPaths(classes);
        }
        assertThat(modules.contain("org.souk.api.catalog.LiveCatalogs"))
                .as("the bundles are built before this test")
                .isTrue();
    }

    @Test
    @DisplayName("the API uses Java and annotations, nothing else")
    void api() {
        classes()
                .that()
                .resideInAPackage("org.souk.api..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.osgi.annotation..", "org.jspecify..", "org.souk.api..", COMMON)
                .check(modules);
        forbid("org.souk.api..", SQL);
    }

    @Test
    @DisplayName("modules meet in the service registry: none uses the classes of another")
    void modules() {
        slices().matching("org.souk.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(DescribedPredicate.alwaysTrue(), resideInAnyPackage("org.souk.api..", COMMON))
                .check(modules);
    }

    @Test
    @DisplayName("nothing but the API is public")
    void internal() {
        classes()
                .that()
                .resideOutsideOfPackages("org.souk.api..", COMMON)
                .should()
                .resideInAPackage("org.souk..internal..")
                .check(modules);
    }

    @Test
    @DisplayName("what bundles copy is Java and annotations, and knows no module")
    void common() {
        classes()
                .that()
                .resideInAPackage(COMMON)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.osgi.service.metatype.annotations..", "org.jspecify..", COMMON)
                .check(modules);
    }

    @Test
    @DisplayName("text from outside is stripped by the one normaliser, which knows more blanks than String does")
    void blanks() {
        for (String method : List.of("strip", "trim", "isBlank")) {
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "org.souk.api.catalog..", "org.souk.api.money..", "org.souk.deployer.internal.read..")
                    .should()
                    .callMethod(String.class, method)
                    .check(modules);
        }
    }

    @Test
    @DisplayName("core knows the API, a logger, a circuit breaker, a hash of passwords, and its own bundle's version")
    void core() {
        classes()
                .that()
                .resideInAPackage("org.souk.core..")
                .should()
                .onlyDependOnClassesThat(inLanguageOr(
                        "org.souk.core..",
                        "dev.failsafe..",
                        "org.bouncycastle.crypto..",
                        "org.slf4j..",
                        "org.osgi.framework.."))
                .check(modules);
        forbid("org.souk.core..", SQL);
    }

    @Test
    @DisplayName("a catalog's Java knows the API")
    void catalogs() {
        classes()
                .that()
                .resideInAPackage("org.souk.zuckerhut..")
                .should()
                .onlyDependOnClassesThat(inLanguageOr("org.souk.zuckerhut..").and(not(resideInAnyPackage(COMMON))))
                .check(modules);
    }

    @Test
    @DisplayName("SQL and JPA are persistence's and the database server's")
    void sql() {
        for (String module : List.of("deployer", "search", "edge", "storefront", "admin", "shell")) {
            forbid("org.souk." + module + "..", SQL);
        }
    }

    @Test
    @DisplayName("only edge registers on the web; only storefront and admin know servlets besides")
    void web() {
        for (String module : List.of("core", "persistence", "derby", "deployer", "search", "shell", "zuckerhut")) {
            forbid("org.souk." + module + "..", WEB);
        }
        for (String module : List.of("storefront", "admin")) {
            forbid("org.souk." + module + "..", "org.osgi.service.servlet..", "org.ops4j.pax.web..");
        }
    }

    @Test
    @DisplayName("any module may register a health check; only admin runs them")
    void health() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.souk.admin..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.felix.hc.api.execution..")
                .check(modules);
    }

    @Test
    @DisplayName("Karaf's shell is shell's")
    void shell() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.souk.shell..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.karaf..")
                .check(modules);
    }

    @Test
    @DisplayName("the deployer renders and indexes nothing")
    void deployer() {
        forbid("org.souk.deployer..", "io.pebbletemplates..", "org.apache.lucene..");
    }

    @Test
    @DisplayName("search knows the API, Lucene and a logger; Lucene is search's alone")
    void search() {
        classes()
                .that()
                .resideInAPackage("org.souk.search..")
                .should()
                .onlyDependOnClassesThat(inLanguageOr(
                        "org.souk.search..", "org.slf4j..", "org.apache.lucene..", "org.tartarus.snowball.."))
                .check(modules);
        noClasses()
                .that()
                .resideOutsideOfPackage("org.souk.search..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.lucene..")
                .check(modules);
    }

    @Test
    @DisplayName("components use constructor injection and write to the log, not to standard output")
    void components() {
        fields().that()
                .areAnnotatedWith("org.osgi.service.component.annotations.Reference")
                .should()
                .haveModifier(JavaModifier.VOLATILE)
                .because("a constructor takes what must be there; a field is for what comes and goes")
                .check(modules);
        noClasses().should(ACCESS_STANDARD_STREAMS).check(modules);
        noClasses().should(USE_JAVA_UTIL_LOGGING).check(modules);
    }

    @Test
    @DisplayName("the packages of a module form no cycle")
    void cycles() {
        Set<String> found = modules.stream()
                .map(type -> MODULE.matcher(type.getPackageName()))
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(found).contains("api", "common", "core", "deployer", "edge", "persistence", "storefront");
        List<String> cyclic = found.stream()
                .filter(module -> slices().matching("org.souk." + module + ".(**)")
                        .should()
                        .beFreeOfCycles()
                        .evaluate(modules)
                        .hasViolation())
                .toList();
        assertThat(cyclic).as("modules with a package cycle").isEmpty();
    }

    @Test
    @DisplayName("a simple class name exists once in all bundles")
    void names() {
        List<String> repeated = modules.stream()
                .filter(type -> type.isTopLevelClass() && !"package-info".equals(type.getSimpleName()))
                .filter(type -> !type.getPackageName().startsWith("org.souk.zuckerhut"))
                .collect(Collectors.groupingBy(JavaClass::getSimpleName, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(name -> name.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
        assertThat(repeated).isEmpty();
    }

    private static void forbid(String module, String... packages) {
        noClasses()
                .that()
                .resideInAPackage(module)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .check(modules);
    }

    private static DescribedPredicate<JavaClass> inLanguageOr(String... more) {
        return resideInAnyPackage(
                Stream.concat(Stream.of(LANGUAGE), Stream.of(more)).toArray(String[]::new));
    }
}
