package org.souk.storefront.internal.files;

import java.io.BufferedWriter;
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
 * A shop's sitemap (sitemaps.org): one file, or where there is more than a file may hold, an index and its parts. Written while it is
 * sent; a shop of a hundred thousand products has ten megabytes of it, that nobody keeps.
 */
public final class Sitemap {
    /** 50,000 and 50 MB are allowed: so many of the longest names that there may be have 46 MB. */
    public static final int MOST_ADDRESSES = 20_000;

    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    private static final String SPACE = " xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";

    private final Catalog catalog;
    private final List<String> policies;

    public Sitemap(Catalog catalog, List<String> policies) {
        this.catalog = catalog;
        this.policies = policies;
    }

    /** One file of it. */
    public final class File {
        private final String base;
        private final int part;

        private File(String base, int part) {
            this.base = base;
            this.part = part;
        }

        /** Changes with the content. */
        public String tag() {
            return Hashes.of(catalog.digest() + " " + base + " " + part);
        }

        /** Its length in bytes. */
        public long length() {
            long[] count = {0};
            try {
                writeTo(new OutputStream() {
                    @Override
                    public void write(int b) {
                        count[0]++;
                    }

                    @Override
                    public void write(byte[] bytes, int offset, int length) {
                        count[0] += length;
                    }
                });
            } catch (IOException e) {
                throw new UncheckedIOException("counting does not fail", e);
            }
            return count[0];
        }

        /** Writes all of it. */
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
     * What is at {@code /sitemap.xml}, or a part of it.
     *
     * @param base of all its addresses
     * @param part from 1, or 0 for the whole: the one file, or the index
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
        return (int) ((addresses + MOST_ADDRESSES - 1) / MOST_ADDRESSES);
    }

    /** Each with what XML would read escaped in its segment, so there is nothing more to escape. */
    private Stream<String> paths(int part) {
        Stream<String> pages = Stream.concat(
                Stream.of("/"),
                Stream.concat(
                        catalog.collections().stream().map(c -> "/c/" + Links.segment(c.handle())),
                        policies.stream().map(name -> "/policies/" + Links.segment(name))));
        Stream<String> products = catalog.products().stream().map(p -> "/p/" + Links.segment(p.handle()));
        return Stream.concat(pages, products).skip((long) part * MOST_ADDRESSES).limit(MOST_ADDRESSES);
    }
}
