package org.souk.shell.internal.text;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.karaf.shell.support.table.Row;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** The columns of a list, printed as a table or as JSON. */
public final class Listing<R> {
    private final String none;
    private final Map<String, Function<R, @Nullable Object>> columns = new LinkedHashMap<>();

    /** @param none printed if there are no rows */
    public Listing(String none) {
        this.none = none;
    }

    public Listing<R> column(String name, Function<R, @Nullable Object> value) {
        columns.put(name, value);
        return this;
    }

    public void table(List<R> rows, PrintStream out) {
        if (rows.isEmpty()) {
            out.println(none);
            return;
        }
        ShellTable table = new ShellTable();
        columns.keySet().forEach(table::column);
        for (R row : rows) {
            Row cells = table.addRow();
            columns.values().forEach(value -> cells.addContent(Texts.of(value.apply(row))));
        }
        table.print(out);
    }

    public void json(List<R> rows, PrintStream out) {
        out.println(JsonWriter.write(objects(rows)));
    }

    /** For each row, its values by column. */
    public List<Map<String, @Nullable Object>> objects(List<R> rows) {
        List<Map<String, @Nullable Object>> objects = new ArrayList<>();
        for (R row : rows) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            columns.forEach((name, value) -> object.put(name, value.apply(row)));
            objects.add(object);
        }
        return objects;
    }
}
