package org.souk.benchmarks.shop;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.souk.api.spi.PriceRule;

/**
 * A bundle shop with a price rule in Java. Each version adds its number in pence to every price. The rule reads that number through its
 * class loader, so a price shows which loader it came from.
 */
public final class JavaShop {
    public static final String NAME = "A shop with Java";
    public static final String RULE = "org.souk.benchmark.shop.VersionRule";
    private static final String SOURCE = """
            package org.souk.benchmark.shop;

            public final class VersionRule implements org.souk.api.spi.PriceRule {
                private final int version;

                public VersionRule() throws java.io.IOException {
                    try (java.io.InputStream in = VersionRule.class.getResourceAsStream("version.txt")) {
                        version = Integer.parseInt(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII));
                    }
                }

                @Override
                public org.souk.api.money.Money unitPrice(Request request) {
                    return new org.souk.api.money.Money(request.price().amount() + version, request.price().currency());
                }
            }
            """;
    private static final String COMPONENT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="%s">
              <service><provide interface="org.souk.api.spi.PriceRule"/></service>
              <implementation class="%s"/>
            </scr:component>
            """.formatted(RULE, RULE);

    private final Shop shop;
    private final byte[] rule;

    public JavaShop(Shop shop) {
        this.shop = shop;
        this.rule = compile();
    }

    /** The bundle of that version. */
    public byte[] jar(int version) {
        Map<String, byte[]> files = shop.files(version);
        files.put(RULE.replace('.', '/') + ".class", rule);
        files.put("org/souk/benchmark/shop/version.txt", String.valueOf(version).getBytes(StandardCharsets.US_ASCII));
        files.put("OSGI-INF/rule.xml", COMPONENT.getBytes(StandardCharsets.UTF_8));
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", "org.souk.benchmark." + shop.id());
        main.putValue("Bundle-Name", NAME);
        main.putValue("Bundle-Version", "1.0." + version);
        main.putValue("Souk-Catalog", shop.id());
        main.putValue("Import-Package", "org.souk.api.money;version=\"[1,2)\",org.souk.api.spi;version=\"[1,2)\"");
        main.putValue("Service-Component", "OSGI-INF/rule.xml");
        main.putValue("Provide-Capability", "osgi.service;objectClass:List<String>=\"org.souk.api.spi.PriceRule\"");
        main.putValue("Require-Capability", "osgi.extender;filter:=\"(osgi.extender=osgi.component)\"");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                jar.putNextEntry(new ZipEntry(file.getKey()));
                jar.write(file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] compile() {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            Path api = Path.of(PriceRule.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path out = Files.createTempDirectory("rule");
            var source =
                    new SimpleJavaFileObject(
                            URI.create("string:///" + RULE.replace('.', '/') + ".java"),
                            javax.tools.JavaFileObject.Kind.SOURCE) {
                        @Override
                        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                            return SOURCE;
                        }
                    };
            List<String> options =
                    List.of("--release", "17", "-proc:none", "-cp", api.toString(), "-d", out.toString());
            if (!compiler.getTask(messages, files, null, options, null, List.of(source))
                    .call()) {
                throw new IllegalStateException("the rule does not compile: " + messages);
            }
            return Files.readAllBytes(out.resolve(RULE.replace('.', '/') + ".class"));
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("the rule cannot be compiled", e);
        }
    }
}
