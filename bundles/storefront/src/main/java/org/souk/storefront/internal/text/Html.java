package org.souk.storefront.internal.text;

import io.pebbletemplates.pebble.extension.escaper.SafeString;
import java.util.List;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;

/**
 * Makes texts from merchants safe for a page. HTML and Markdown keep headings, lists, tables, links and emphasis, and lose scripts, styles,
 * images and other embedded content.
 */
public final class Html {
    private static final Safelist ALLOWED = new Safelist()
            .addTags("h2", "h3", "h4", "h5", "h6", "p", "div", "pre", "blockquote", "br", "hr")
            .addTags("ul", "ol", "li", "dl", "dt", "dd")
            .addTags("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td")
            .addTags("a", "b", "cite", "code", "del", "em", "i", "ins", "q", "s", "small", "span", "strong", "sub")
            .addTags("sup", "u")
            .addAttributes("a", "href", "title")
            .addAttributes("td", "colspan", "rowspan")
            .addAttributes("th", "colspan", "rowspan", "scope")
            .addAttributes("ol", "start")
            .addProtocols("a", "href", "http", "https", "mailto", "tel", "#")
            .preserveRelativeLinks(true);

    private Html() {}

    /** Removes what is not allowed; first-level headings become second-level ones. */
    public static SafeString sanitize(String html) {
        if (html.isBlank()) {
            return new SafeString("");
        }
        // the base keeps relative links and does not appear in the result
        Document dirty = Jsoup.parseBodyFragment(html, "http://shop.invalid/");
        dirty.select("h1").tagName("h2");
        Document clean = new Cleaner(ALLOWED).clean(dirty);
        clean.select("a[href]").forEach(link -> link.attr("href", Links.sanitize(link.attr("href"))));
        clean.select("a[href^=http]").attr("rel", "noopener nofollow");
        clean.outputSettings().prettyPrint(false);
        return new SafeString(clean.body().html());
    }

    /** Markdown as safe HTML. */
    public static SafeString markdown(String markdown) {
        String html = HtmlRenderer.builder()
                .escapeHtml(true)
                .sanitizeUrls(true)
                .build()
                .render(Parser.builder().build().parse(markdown));
        return sanitize(html);
    }

    /** The text without tags, for search engines. A text of more than {@code most} characters is cut, if possible after a word. */
    public static String excerpt(String html, int most) {
        String text = Jsoup.parseBodyFragment(html).text();
        if (text.length() <= most) {
            return text;
        }
        int space = text.lastIndexOf(' ', most - 1);
        return text.substring(0, space > most / 2 ? space : most - 1) + "…";
    }

    /** The lines of a plain text, without blank ones. */
    public static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
}
