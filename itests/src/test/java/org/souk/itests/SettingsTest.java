package org.souk.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The metatype files of the built bundles, compared with the sources of the bundles and with the files in etc/. */
class SettingsTest {
    private static final Path TREE = Path.of("").toAbsolutePath().getParent();
    private static final Pattern ANNOTATION = Pattern.compile("@interface (\\w+)");
    /** Secrets are read in the second form, which keeps them out of the stored configuration. */
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{env:\\w+:-(.*)}|\\$\\[env:\\w+;default=(.*)]");

    /** The file names the default folder in full; the other keys are read by the deployer, but belong to other files. */
    private static final Set<String> DIFFERENT =
            Set.of("org.souk.deploy.folder", "org.souk.deploy.server", "org.souk.deploy.checkoutUrl");

    private static final List<Setting> SETTINGS = new ArrayList<>();

    private record Setting(String type, String pid, Element attribute) {
        String name() {
            return pid + "." + attribute.getAttribute("id");
        }

        boolean isNumber() {
            return Set.of("Integer", "Long").contains(attribute.getAttribute("type"));
        }
    }

    @BeforeAll
    static void read() throws Exception {
        for (Path file : files("*/target/classes/OSGI-INF/metatype/*.xml")) {
            Document metatype =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
            Element type = elements(metatype, "OCD").get(0);
            String pid = elements(metatype, "Designate").get(0).getAttribute("pid");
            elements(metatype, "AD").forEach(each -> SETTINGS.add(new Setting(type.getAttribute("id"), pid, each)));
        }
    }

    @Test
    @DisplayName("every configuration type is a metatype")
    void metatypes() throws IOException {
        List<String> types = new ArrayList<>();
        for (Path file : files("*/src/main/java/**.java")) {
            String source = file.toString().replaceAll(".*/src/main/java/|\\.java$", "");
            ANNOTATION
                    .matcher(Files.readString(file))
                    .results()
                    .map(found -> found.group(1))
                    .map(name -> source.endsWith("/" + name) ? source : source + "$" + name)
                    .forEach(type -> types.add(type.replace('/', '.')));
        }
        assertThat(types).hasSizeGreaterThan(10);
        assertThat(SETTINGS).extracting(Setting::type).containsAll(types);
    }

    @Test
    @DisplayName("every setting has a description and a default; every number has a lower bound")
    void descriptions() {
        assertThat(SETTINGS)
                .allSatisfy(setting -> assertThat(setting.attribute().getAttribute("description"))
                        .as(setting.name())
                        .matches(".{10,} Default .+\\."))
                .filteredOn(Setting::isNumber)
                .allMatch(setting -> setting.attribute().hasAttribute("min"));
    }

    @Test
    @DisplayName("the files in etc/ have the keys and defaults of the bundles")
    void defaults() throws IOException {
        TreeMap<String, String> inFiles = new TreeMap<>();
        try (Stream<Path> files = Files.list(TREE.resolve("features/src/main/etc"))) {
            for (Path file : files.filter(each -> each.getFileName().toString().startsWith("org.souk."))
                    .toList()) {
                Properties properties = new Properties();
                try (Reader reader = Files.newBufferedReader(file)) {
                    properties.load(reader);
                }
                String pid = file.getFileName().toString().replaceAll("\\.cfg$", "");
                properties.forEach((key, value) -> inFiles.put(
                        pid + "." + key, VARIABLE.matcher(value.toString()).replaceAll("$1$2")));
            }
        }
        TreeMap<String, String> inBundles = SETTINGS.stream()
                .collect(Collectors.toMap(
                        Setting::name,
                        setting -> setting.attribute().getAttribute("default"),
                        (one, other) -> one.equals(other) ? one : one + " or " + other,
                        TreeMap::new));
        inFiles.keySet().removeAll(DIFFERENT);
        inBundles.keySet().removeAll(DIFFERENT);
        assertThat(inFiles).isEqualTo(inBundles);
    }

    @Test
    @DisplayName("a client address may create 100,000 sessions and keys a day, unless the operator says otherwise")
    void createdPerAddress() {
        assertThat(SETTINGS)
                .filteredOn(setting -> setting.name().equals("org.souk.web.createdPerAddress"))
                .isNotEmpty()
                .allMatch(setting -> setting.attribute().getAttribute("default").equals("100000"));
    }

    private static List<Path> files(String pattern) throws IOException {
        PathMatcher matcher = TREE.getFileSystem().getPathMatcher("glob:" + TREE.resolve("bundles") + "/" + pattern);
        try (Stream<Path> all = Files.walk(TREE.resolve("bundles"))) {
            return all.filter(matcher::matches).toList();
        }
    }

    private static List<Element> elements(Document document, String name) {
        NodeList found = document.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(index -> (Element) found.item(index))
                .toList();
    }
}
