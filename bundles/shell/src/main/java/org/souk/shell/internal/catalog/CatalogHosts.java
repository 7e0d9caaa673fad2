package org.souk.shell.internal.catalog;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Catalogs;
import org.souk.shell.internal.text.FilteredListCommand;
import org.souk.shell.internal.text.JsonWriter;

/** {@code catalog:hosts ID}. */
@Service
@Command(scope = "catalog", name = "hosts", description = "Lists the hosts that a catalog holds")
public final class CatalogHosts extends CatalogLookup {
    @Argument(name = "ID", description = "The catalog's id", required = true)
    @Completion(CatalogIds.class)
    String id = "";

    @Argument(index = 1, name = "options", description = "--json may stand here too", multiValued = true)
    @Nullable
    List<String> behind;

    @Option(name = "--json", description = "Print one array of JSON objects")
    boolean json;

    @Reference(optional = true)
    @Nullable
    Catalogs catalogs;

    @Override
    protected void run(PrintStream out) throws CommandException {
        List<String> hosts = find(catalogs, id).hosts();
        if (json || FilteredListCommand.json(behind)) {
            out.println(JsonWriter.write(
                    hosts.stream().map(host -> Map.of("host", host)).toList()));
        } else {
            hosts.forEach(out::println);
        }
    }
}
