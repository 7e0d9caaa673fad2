package org.souk.deployer.internal.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.souk.deployer.internal.problem.Limits;

class IncompleteFileTest {
    @TempDir
    Path folder;

    /** The line of the incomplete row; 0 if the reader of the file says what is wrong, -1 if it is complete. In texts, / is a line end. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            products.csv       | Handle,Title,Price/mug,Mug,4.50/                | -1
            products.csv       | Handle,Title,Price/mug,Mug,4.50                 | -1
            products.csv       | Handle,Title,Price/mug,Mug,                     | -1
            products.csv       | Handle,Title,Price/mug,Mug                      | 2
            products.csv       | Handle,Title,Price/mug,Mug,4.50/bow             | 3
            products.csv       | Handle;Title;Price/mug;Mug;4,50/bowl;"Bo        | 0
            products.csv       | Handle,Title,Price/mug,"a,b,c",4.50/bowl,"a,b"  | 3
            products.csv       | Handle,Title,Price/mug,"a/b/c",4.50/bowl,x      | 5
            products.csv       | Handle,Title,Price/mug,"a ""b"" c",4.50         | -1
            products.csv       | Handle,Title,Price/mug,Mug/bowl,Bowl            | -1
            products.csv       | Handle,Title,Price//mug,Mug,4.50/               | -1
            products.csv       | /Handle;Title;Price/mug;Mug                     | 3
            products.csv       | ,,/ /Handle;Title;Price/mug;Mug                 | 4
            products.csv       | \u00A0/Handle;Title;Price/mug;Mug               | 3
            products.csv       | \u200B;/Handle;Title;Price/mug;Mug              | 3
            products.csv       | Handle;Title;Price/mug;Mug;1/\u00A0             | -1
            products.csv       | Handle;Title;Price/\u00A0/mug;Mug               | 3
            products.csv       | sep=;/Handle;Title;Price/mug;Mug                | 3
            products.csv       | "SEP=;"//Handle;Title;Price/mug;Mug             | 4
            products.csv       | sep=;/Handle;Title;Price/mug;Mug;1              | -1
            products.csv       | sep=;/Handle;Tit                                | 0
            products.txt       | /sku	description	price/1	Nail                | 3
            products.csv       | Handle,Tit                                      | 0
            products.csv       | Handle,Title,Price/                             | -1
            PRODUCTS.CSV       | Handle,Title,Price/mug,Mug                      | 2
            prices.trade.csv   | SKU,Price/M1                                    | 2
            redirects.csv      | from,to/a                                       | 2
            synonyms.csv       | word/mug                                        | -1
            static-list.csv    | a,b/c                                           | 2
            static.txt         | a                                               | -1
            catalog.yaml       | id: tack/currency: GBP                          | -1
            catalog.yaml       | id: tack/hosts: [tack.localhost                 | 0
            catalog.yaml       | id: tack/name: "The Tack                        | 0
            catalog.yaml       | id: tack/hosts: [tack.localhost/                | -1
            products.xml       | <?xml version="1.0"?><rss><item><id>1<          | 0
            products.xml       | <rss><item></item>                              | 0
            """)
    void aTableThatEndsInsideARow(String name, String text, long line) throws IOException {
        Files.writeString(folder.resolve(name), text.replace('/', '\n'));
        assertThat(IncompleteFile.in(folder, Limits.DEFAULT)
                        .map(IncompleteFile::line)
                        .orElse(-1L))
                .isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<rss><item/></rss>",
                "<?xml version='1.0'?>\n<!-- <a> -->\n<rss version='2'>\n<item></item></rss >\n\n<!-- made\n by hand -->\n",
                "<g:feed xmlns:g='x'></g:feed>",
                "<rss/>",
                "no markup"
            })
    void xmlThatEnds(String text) throws IOException {
        Files.writeString(folder.resolve("products.xml"), text);
        assertThat(IncompleteFile.in(folder, Limits.DEFAULT)).isEmpty();
    }

    @Test
    void largeXmlIsFinishedAtItsEndOnly() throws IOException {
        String items = "<item><title>mug</title></item>\n".repeat(5000);
        Files.writeString(folder.resolve("products.xml"), "<rss>" + items);
        assertThat(IncompleteFile.in(folder, Limits.DEFAULT)).isPresent();
        for (String end :
                new String[] {"</rss>", "</rss>" + " ".repeat(4000), "</rss><!--" + "x".repeat(3000) + "-->\n"}) {
            Files.writeString(folder.resolve("products.xml"), "<rss>" + items + end);
            assertThat(IncompleteFile.in(folder, Limits.DEFAULT)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252"})
    void anyEncodingIsScanned(String charset) throws IOException {
        String mark = charset.startsWith("UTF") ? "\uFEFF" : "";
        String table = mark + "\"Handle\",\"Title, long\",\"Price\"\nmug,\"M\u00fcg, large\",4.50\nbowl,Bowl";
        Path file = Files.write(folder.resolve("products.csv"), table.getBytes(Charset.forName(charset)));
        assertThat(IncompleteFile.in(folder, Limits.DEFAULT))
                .map(IncompleteFile::line)
                .contains(3L);
        Files.write(file, (table + ",1.00\n").getBytes(Charset.forName(charset)));
        assertThat(IncompleteFile.in(folder, Limits.DEFAULT)).isEmpty();
        Files.write(file, (table + ",1.00").getBytes(Charset.forName(charset)));
        assertThat(IncompleteFile.in(folder, Limits.DEFAULT)).isEmpty();
    }

    @Test
    void interchangesTablesHaveNoQuotes() throws IOException {
        Path file = Files.writeString(folder.resolve("products.txt"), "sku\tdescription\tprice\n1\t5\" nail\t2.00\n");
        assertThat(IncompleteFile.in(folder, Limits.DEFAULT)).isEmpty();
        Files.writeString(file, "sku\tdescription\tprice\n1\t\"nail\t2.00\n2\tscr");
        assertThat(IncompleteFile.in(folder, Limits.DEFAULT))
                .map(IncompleteFile::line)
                .contains(3L);
    }

    @Test
    void leftoversLinksAndArchivesAreNotLookedAt() throws IOException {
        Files.writeString(folder.resolve(".products.csv"), "a,b\nc");
        Files.createSymbolicLink(folder.resolve("products.csv"), folder.resolve(".products.csv"));
        assertThat(IncompleteFile.in(folder, Limits.DEFAULT)).isEmpty();
        assertThat(IncompleteFile.in(folder.resolve(".products.csv"), Limits.DEFAULT))
                .isEmpty();
        assertThat(IncompleteFile.in(folder.resolve("absent"), Limits.DEFAULT)).isEmpty();
    }

    @Test
    void anEmptyTableIsWaitedForAndLeftToItsReader() throws IOException {
        Files.write(folder.resolve("products.csv"), new byte[0]);
        Optional<IncompleteFile> incomplete = IncompleteFile.in(folder, Limits.DEFAULT);
        assertThat(incomplete).isPresent();
        assertThat(incomplete.orElseThrow().problem()).isEmpty();
    }

    @Test
    void theMessageSaysWhereAndWhatToDo() throws IOException {
        Files.write(folder.resolve("products.csv"), "a,b,c\n1,2,3\n4,5".getBytes(StandardCharsets.UTF_8));
        assertThat(IncompleteFile.in(folder, Limits.DEFAULT)
                        .orElseThrow()
                        .problem()
                        .orElseThrow()
                        .toString())
                .isEqualTo(
                        "products.csv:3: the file ends inside this row (2 of 3 columns and no line end), so it may be"
                                + " copied in part only; copy it again, or end its last line with a line break");
    }

    @Test
    void aTableWithoutAnyLineEndIsLeftToItsReader() throws IOException {
        Files.writeString(folder.resolve("products.csv"), "x,".repeat(1 << 20));
        assertThat(IncompleteFile.in(folder, Limits.DEFAULT)).isEmpty();
    }

    @Test
    void aTableOverTheLimitIsNotRead() throws IOException {
        Files.writeString(folder.resolve("products.csv"), "Handle,Title\nmug");
        Limits tight = new Limits(1000, 20, 32, 200, 1000, 1000, 10, 1000, 100, 1000, Long.MAX_VALUE);
        assertThat(IncompleteFile.in(folder, Limits.DEFAULT)).isPresent();
        assertThat(IncompleteFile.in(folder, tight)).isEmpty();
    }
}
