package org.souk.itests;

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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who may use what: the borders of the rooms, over the classes of all bundles and demo shops. */
class RoomsTest {
    private static final String[] LANGUAGE = {
        "java..",
        "javax.crypto..",
        "org.osgi.annotation..",
        "org.osgi.service.component.annotations..",
        "org.osgi.service.metatype.annotations..",
        "org.jspecify..",
        "org.souk.api.."
    };
    private static final String[] SQL = {"java.sql..", "javax.sql..", "jakarta.persistence.."};
    private static final String[] WEB = {"jakarta.servlet..", "org.osgi.service.servlet..", "org.ops4j.pax.web.."};

    private static JavaClasses rooms;

    @BeforeAll
    static void read() throws IOException {
        Path tree = Path.of("").toAbsolutePath().getParent();
        try (Stream<Path> bundles = Files.list(tree.resolve("bundles"));
                Stream<Path> catalogs = Files.list(tree.resolve("catalogs"))) {
            List<Path> classes = Stream.concat(bundles, catalogs)
                    .map(folder -> folder.resolve("target/classes"))
                    .filter(Files::isDirectory)
                    .toList();
            rooms = new ClassFileImporter().importPaths(classes);
        }
        assertThat(rooms.contain("org.souk.api.catalog.LiveCatalogs"))
                .as("the bundles are built before this test")
                .isTrue();
    }

    @Test
    @DisplayName("the API speaks Java and annotations, nothing else")
    void api() {
        classes()
                .that()
                .resideInAPackage("org.souk.api..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.osgi.annotation..", "org.jspecify..", "org.souk.api..")
                .check(rooms);
        forbid("org.souk.api..", SQL);
    }

    @Test
    @DisplayName("rooms meet in the service registry: none uses another's classes")
    void strangers() {
        slices().matching("org.souk.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(DescribedPredicate.alwaysTrue(), resideInAnyPackage("org.souk.api.."))
                .check(rooms);
    }

    @Test
    @DisplayName("nothing but the API is public")
    void internal() {
        classes()
                .that()
                .resideOutsideOfPackage("org.souk.api..")
                .should()
                .resideInAPackage("org.souk..internal..")
                .check(rooms);
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
                .check(rooms);
        forbid("org.souk.core..", SQL);
    }

    @Test
    @DisplayName("a catalog's Java knows the API")
    void catalogs() {
        classes()
                .that()
                .resideInAPackage("org.souk.zuckerhut..")
                .should()
                .onlyDependOnClassesThat(inLanguageOr("org.souk.zuckerhut.."))
                .check(rooms);
    }

    @Test
    @DisplayName("SQL and JPA are persistence's and the database server's")
    void sql() {
        for (String room : List.of("deployer", "search", "front", "storefront", "admin", "shell")) {
            forbid("org.souk." + room + "..", SQL);
        }
    }

    @Test
    @DisplayName("only front registers on the web; only storefront and admin know servlets besides")
    void web() {
        for (String room : List.of("core", "persistence", "derby", "deployer", "search", "shell", "zuckerhut")) {
            forbid("org.souk." + room + "..", WEB);
        }
        for (String room : List.of("storefront", "admin")) {
            forbid("org.souk." + room + "..", "org.osgi.service.servlet..", "org.ops4j.pax.web..");
        }
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
                .check(rooms);
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
                .check(rooms);
        noClasses()
                .that()
                .resideOutsideOfPackage("org.souk.search..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.lucene..")
                .check(rooms);
    }

    @Test
    @DisplayName("components get what they need by their constructor, and speak to the log")
    void habits() {
        fields().that()
                .areAnnotatedWith("org.osgi.service.component.annotations.Reference")
                .should()
                .haveModifier(JavaModifier.VOLATILE)
                .because("a constructor takes what must be there; a field is for what comes and goes")
                .check(rooms);
        noClasses().should(ACCESS_STANDARD_STREAMS).check(rooms);
        noClasses().should(USE_JAVA_UTIL_LOGGING).check(rooms);
    }

    private static void forbid(String room, String... packages) {
        noClasses()
                .that()
                .resideInAPackage(room)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .allowEmptyShould(true)
                .check(rooms);
    }

    private static DescribedPredicate<JavaClass> inLanguageOr(String... more) {
        return resideInAnyPackage(
                Stream.concat(Stream.of(LANGUAGE), Stream.of(more)).toArray(String[]::new));
    }
}
