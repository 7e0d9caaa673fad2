package org.souk.search.internal.index;

import java.text.CollationKey;
import java.text.Collator;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefBuilder;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.Variant;
import org.souk.common.text.TextNormalizer;
import org.souk.search.internal.text.Fields;

/**
 * Converts a product to a Lucene document. Its position in the catalog is not indexed, so that reordering products needs no new index. Not
 * thread-safe.
 */
public final class ProductDocument {
    private static final int MAX_KEY_BYTES = 1_000;
    private static final FieldType TITLE = type(false);
    private static final FieldType WORDS = type(true);

    private final Collator order;

    ProductDocument(Locale locale) {
        order = (Collator) Collator.getInstance(locale).clone();
        order.setStrength(Collator.PRIMARY);
    }

    /** The term that identifies a product's document. */
    static Term key(String handle) {
        return new Term(Fields.HANDLE, handle);
    }

    Document of(Product product) {
        Document document = new Document();
        document.add(new StringField(Fields.HANDLE, product.handle(), Field.Store.NO));
        document.add(new BinaryDocValuesField(Fields.HANDLE, new BytesRef(product.handle())));
        document.add(new SortedDocValuesField(Fields.SORT, sort(product.title())));
        document.add(new Field(Fields.TITLE, product.title(), TITLE));
        document.add(new Field(Fields.TITLE_WORDS, product.title(), TITLE));
        document.add(new Field(Fields.first(Fields.TITLE_WORDS), product.title(), WORDS));
        // line breaks keep words of neighbouring properties apart
        String about = String.join("\n", properties(product));
        document.add(new Field(Fields.ABOUT, about, WORDS));
        document.add(new Field(Fields.ABOUT_WORDS, about, WORDS));
        document.add(new Field(Fields.first(Fields.ABOUT_WORDS), about, WORDS));
        if (!TextNormalizer.isBlank(product.descriptionHtml())) {
            document.add(new Field(Fields.TEXT, product.descriptionHtml(), WORDS));
        }
        for (String code : codes(product)) {
            document.add(new Field(Fields.CODE, code, StringField.TYPE_NOT_STORED));
            document.add(new Field(Fields.first(Fields.CODE), first(code), StringField.TYPE_NOT_STORED));
        }
        return document;
    }

    /** The vendor, type, tags and options of a product, without duplicates. */
    public static Set<String> properties(Product product) {
        Set<String> properties = new LinkedHashSet<>();
        properties.add(product.vendor());
        properties.add(product.type());
        properties.addAll(product.tags());
        for (Variant variant : product.variants()) {
            properties.addAll(variant.options().values());
        }
        return properties;
    }

    static String code(String code) {
        return code.toLowerCase(Locale.ROOT);
    }

    private static String first(String code) {
        return code.isEmpty() ? "" : code.substring(0, code.offsetByCodePoints(0, 1));
    }

    private static Set<String> codes(Product product) {
        Set<String> codes = new LinkedHashSet<>();
        for (Variant variant : product.variants()) {
            codes.add(code(variant.sku().value()));
            if (!TextNormalizer.isBlank(variant.barcode())) {
                codes.add(code(TextNormalizer.clean(variant.barcode())));
            }
        }
        return codes;
    }

    /** The collation key of a title, compared word by word: "black zebra" sorts before "blackbird". */
    private BytesRef sort(String title) {
        BytesRefBuilder bytes = new BytesRefBuilder();
        for (String word : title.split("[^\\p{L}\\p{N}\\p{M}]+")) {
            if (!word.isEmpty() && bytes.length() < MAX_KEY_BYTES) {
                CollationKey key = order.getCollationKey(word);
                byte[] part = key.toByteArray();
                bytes.append(part, 0, Math.min(part.length, MAX_KEY_BYTES));
                bytes.append((byte) 0);
                bytes.append((byte) 0);
            }
        }
        return bytes.toBytesRef();
    }

    private static FieldType type(boolean plain) {
        FieldType type = new FieldType();
        type.setTokenized(true);
        type.setOmitNorms(plain);
        type.setIndexOptions(IndexOptions.DOCS);
        type.freeze();
        return type;
    }
}
