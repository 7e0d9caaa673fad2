package org.souk.storefront.internal.files;

import java.io.BufferedWriter;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.souk.api.catalog.Catalog;
import org.souk.storefront.internal.text.Links;

/**
 * The sitemap of a shop (sitemaps.org): one file, or an index and its parts if there are too many addresses. It is generated while it is
 * sent, because 100,000 products take 10 MB.
 */
public final class Sitemap {
    /** Addresses in one file. The format allows 50,000 addresses and 50 MB; 20,000 of the longest possible addresses take 46 MB. */
    public static final int MAX_ADDRESSES = 20_000;

    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    private static final String SPACE = " xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";

    private final Catalog catalog;
    private final List<String> policies;

    public Sitemap(Catalog catalog, List<String> policies) {
        this.catalog = catalog;
        this.policies = policies;
    }

    public final class File {
        private final String base;
        private final int part;

        private File(String base, int part) {
            this.base = base;
            this.part = part;
        }

        /** The ETag of the sitemap. It changes with the content. */
        public String tag() {
            return Hashes.of(catalog.digest() + " " + base + " " + part);
        }

        public long length() {
            DataOutputStream counter = new DataOutputStream(OutputStream.nullOutputStream());
            try {
                writeTo(counter);
            } catch (IOException e) {
                throw new UncheckedIOException("counting does not fail", e);
            }
            return counter.size();
        }

        public void writeTo(OutputStream out) throws IOException {
            Writer xml = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 13);
            if (part == 0 && parts() > 1) {
                xml.append(HEAD).append("<sitemapindex").append(SPACE);
                for (int i = 1; i <= parts(); i++) {
                    xml.append("<sitemap><loc>" + base + "/sitemap.xml?part=" + i + "</loc></sitemap>\n");
                }
                xml.append("</sitemapindex>\n");
            } else {
                xml.append(HEAD).append("<urlset").append(SPACE);
                for (String path : (Iterable<String>) paths(Math.max(0, part - 1))::iterator) {
                    xml.append("<url><loc>").append(base).append(path).append("</loc></url>\n");
                }
                xml.append("</urlset>\n");
            }
            xml.flush();
        }
    }

    /**
     * @param base scheme, host and port of every address
     * @param part number of a part, from 1; 0 for the only file, or the index
     * @return empty if there is no such part
     */
    public Optional<File> at(String base, int part) {
        return part < 0 || part > parts() || (part > 0 && parts() == 1)
                ? Optional.empty()
                : Optional.of(new File(base, part));
    }

    private int parts() {
        long addresses = 1L
                + catalog.collections().size()
                + policies.size()
                + catalog.products().size();
        return (int) ((addresses + MAX_ADDRESSES - 1) / MAX_ADDRESSES);
    }

    /** The paths of a part. Their segments are percent-encoded, so XML needs no more escaping. */
    private Stream<String> paths(int part) {
        Stream<String> pages = Stream.concat(
                Stream.of("/"),
                Stream.concat(
                        catalog.collections().stream().map(c -> "/c/" + Links.segment(c.handle())),
                        policies.stream().map(name -> "/policies/" + Links.segment(name))));
        Stream<String> products = catalog.products().stream().map(p -> "/p/" + Links.segment(p.handle()));
        return Stream.concat(pages, products).skip((long) part * MAX_ADDRESSES).limit(MAX_ADDRESSES);
    }
}
