package org.souk.deployer.internal.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.souk.api.catalog.CatalogFiles;
import org.souk.deployer.internal.Zips;

/** Files that are not what their name says, and mistakes that have a message of their own. */
class UnreadableFilesTest {
    private static final String TABLE = "Handle,Title,Variant Price\nmug,Mug,4.50\n";

    @ParameterizedTest(name = "{1}")
    @DisplayName("a file of another kind is named, with the remedy")
    @CsvSource(
            delimiter = '|',
            value = {
                "PK\\3\\4......[Content_Types].xml..xl/workbook.xml | an Excel workbook (.xlsx)",
                "PK\\3\\4......mimetypeapplication/vnd.oasis.opendocument.spreadsheet | an OpenDocument spreadsheet (.ods)",
                "PK\\3\\4......word/document.xml | a Word document (.docx)",
                "PK\\3\\4......Index/Document.iwa | a Numbers spreadsheet (.numbers)",
                "PK\\3\\4......a.csv | a zip archive",
                "\\208\\207\\17\\224\\161\\177\\26\\225 | an old Excel or Word file",
                "%PDF-1.7 | a PDF",
                "\\31\\139\\8 | compressed (gzip)",
                "{\\rtf1 | a formatted text (.rtf)",
                "<!DOCTYPE html><html> | a web page (HTML)",
                "Handle\\0,Title | no text, because it has zero bytes"
            })
    void otherKinds(String bytes, String kind) {
        byte[] content = bytes(bytes);
        assertThat(told("products.csv", content))
                .singleElement()
                .asString()
                .startsWith("ERROR products.csv:1: the file is " + kind);
        assertThat(told("catalog.yaml", content))
                .anySatisfy(told -> assertThat(told).contains("the file is " + kind));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("a table in UTF-16 or UTF-32 is named, with and without a byte order mark")
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE"})
    void encodings(String charset) {
        assertThat(told("products.csv", TABLE.getBytes(Charset.forName(charset))))
                .singleElement()
                .asString()
                .contains("the file is " + charset.substring(0, 6))
                .contains("save it again as UTF-8");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("blank lines before the headings, and other separators, are read")
    @ValueSource(
            strings = {
                "\nHandle,Title,Variant Price\nmug,Mug,4.50\n",
                "\r\n\r\nHandle;Title;Variant Price\r\nmug;Mug;4.50\r\n",
                ",,\n , ,\u00a0\nHandle,Title,Variant Price\nmug,Mug,4.50\n",
                "Handle;Title;Variant Price\nmug;Mug;4.50\n",
                "Handle\tTitle\tVariant Price\nmug\tMug\t4.50\n",
                "sep=;\nHandle;Title;Variant Price\nmug;Mug;4.50\n",
                "\ufeffsep=;\r\nHandle;Title;Variant Price\r\nmug;Mug;4.50\r\n",
                "SEP=;\nHandle;Title;Variant Price\nmug;Mug;4.50\n",
                "\"sep=;\"\n\nHandle;Title;Variant Price\nmug;Mug;4.50\n",
                ";;\nHandle,Title,Variant Price\nmug,Mug,4.50\n"
            })
    void readsWhatIsUnambiguous(String csv) {
        Readings read = Readings.csv(csv);
        assertThat(read.told()).isEmpty();
        assertThat(read.catalog()
                        .product("mug")
                        .orElseThrow()
                        .variants()
                        .get(0)
                        .price()
                        .amount())
                .isEqualTo(450);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("what is no host, or no YAML, is explained in plain words with its line")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "hosts: [https://shop.example] | hosts: 'https://shop.example': a host is written without https://; write 'shop.example'",
                "hosts: ['http://shop.example:8080/x'] | a host is written without http://; write 'shop.example'",
                "hosts: [shop.example/en] | 'shop.example/en': a host is written without its path; write 'shop.example'",
                "hosts: ['shop.example:8443'] | 'shop.example:8443': a host is written without its port; write 'shop.example'",
                "hosts: ['[::1]:80'] | a host is written without its port; write '[::1]'",
                "hosts: [tack.localhost, *.tack.localhost] | an unquoted star starts an alias; put the value in quotes",
                "hosts: *.tack.localhost | an unquoted star starts an alias; put the value in quotes",
                "hosts: [a.localhost | a list that starts with [ is not closed",
                "tagline: Tea: the best | put a text with a colon in quotes",
                "tagline: \"Tea | the text in quotes that starts here never ends",
                "tagline: @home | a value cannot start with this character; put the value in quotes",
                "tagline: \"C:\\Shop\" | a backslash in double quotes has a meaning",
            })
    void explains(String line, String message) {
        Map<String, String> files = Zips.shop("tack");
        String yaml = files.get("catalog.yaml").replaceFirst("hosts: .*\n", "") + line + "\n";
        assertThat(Readings.yaml(yaml).told()).anySatisfy(told -> assertThat(told)
                .matches("ERROR catalog\\.yaml:[56]: .*")
                .contains(message));
    }

    @ParameterizedTest(name = "{0} columns, {1} rows in a cell")
    @DisplayName("a quotation mark that swallows rows is an error with both lines")
    @CsvSource({"3,22,true", "3,21,true", "3,20,false", "12,50,true"})
    void swallowedRows(int columns, int rows, boolean refused) {
        String more = ",".repeat(columns - 3);
        String csv = "Handle,Title,Variant Price" + more + "\nmug,\"Mug,4.50" + more + "\n"
                + IntStream.range(0, rows)
                        .mapToObj(i -> "p" + i + ",P,1" + more + "\n")
                        .collect(Collectors.joining())
                + "cup,Cup\",1" + more + "\n";
        List<String> told = Readings.csv(csv).told();
        String message = "ERROR products.csv:2: a cell starts with a quotation mark (\") in line 2 and ends in line "
                + (rows + 3);
        assertThat(told.stream().anyMatch(line -> line.startsWith(message))).isEqualTo(refused);
    }

    @Test
    @DisplayName("a long description with commas is no swallowed table")
    void longDescription() {
        String body = IntStream.range(0, 100)
                .mapToObj(i -> i % 2 == 0 ? "<li>Size " + i + ", blue, red</li>\n" : "<p>More.</p>\n")
                .collect(Collectors.joining());
        Readings read = Readings.csv("Handle,Body,Title,Variant Price\nmug,\"" + body + "\",Mug,1\n");
        assertThat(read.told()).isEmpty();
        assertThat(read.catalog().product("mug").orElseThrow().descriptionHtml())
                .hasSizeGreaterThan(1000);
    }

    private static List<String> told(String file, byte[] content) {
        Map<String, String> shop = Zips.shop("tack");
        return Readings.of(new CatalogFiles() {
                    @Override
                    public Optional<InputStream> open(String name) {
                        return Optional.of(new ByteArrayInputStream(
                                name.equals(file) ? content : shop.get(name).getBytes(StandardCharsets.UTF_8)));
                    }

                    @Override
                    public long size(String name) {
                        return name.equals(file)
                                ? content.length
                                : shop.containsKey(name) ? shop.get(name).length() : -1;
                    }

                    @Override
                    public List<String> list(String folder) {
                        return folder.isEmpty() ? List.copyOf(shop.keySet()) : List.of();
                    }
                })
                .told();
    }

    /** The bytes of a text in which a backslash and a decimal number stand for one byte. */
    private static byte[] bytes(String text) {
        StringBuilder plain = new StringBuilder();
        java.util.regex.Matcher matcher =
                java.util.regex.Pattern.compile("\\\\(\\d{1,3})|(?s).").matcher(text);
        while (matcher.find()) {
            plain.append(
                    matcher.group(1) == null ? matcher.group().charAt(0) : (char) Integer.parseInt(matcher.group(1)));
        }
        return plain.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
