package org.souk.shell.internal.catalog;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.souk.shell.internal.text.FilteredListCommand;
import org.souk.shell.internal.text.JsonWriter;

@Service
@Command(scope = "catalog", name = "hosts", description = "Lists the hosts that a catalog holds")
public final class CatalogHosts extends CatalogCommand {
    @Argument(index = 1, name = "options", description = "--json may also be written here", multiValued = true)
    @Nullable
    List<String> trailing;

    @Option(name = "--json", description = "Print one array of JSON objects")
    boolean json;

    @Override
    protected void run(PrintStream out) throws CommandException {
        List<String> hosts = status().hosts();
        if (json || FilteredListCommand.json(trailing)) {
            out.println(JsonWriter.write(
                    hosts.stream().map(host -> Map.of("host", host)).toList()));
        } else {
            hosts.forEach(out::println);
        }
    }
}
