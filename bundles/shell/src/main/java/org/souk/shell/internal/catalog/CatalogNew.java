package org.souk.shell.internal.catalog;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CatalogStarter;
import org.souk.api.catalog.CatalogStarter.NewCatalog;
import org.souk.api.catalog.CatalogStarter.Outcome.Refused;
import org.souk.api.catalog.CatalogStarter.Outcome.Written;
import org.souk.shell.internal.text.PathCommand;
import org.souk.shell.internal.text.Texts;

@Service
@Command(
        scope = "catalog",
        name = "new",
        description = "Creates a folder ID.catalog with a few sample products, ready to be deployed")
public final class CatalogNew extends PathCommand {
    @Argument(
            name = "ID",
            description = "The new catalog's id: a lower-case letter, then letters, digits and hyphens",
            required = true)
    String id = "";

    @Argument(
            index = 1,
            name = "DIR",
            description = "The parent folder; by default the session's folder. A relative path"
                    + " is looked for in the session's folder, then in the container's. Options may follow",
            multiValued = true)
    @Completion(FileCompleter.class)
    @Nullable
    List<String> trailing;

    @Option(name = "--name", description = "The shop's name", valueToShowInHelp = "the id in words")
    String name = "";

    @Option(
            name = "--host",
            description = "A host as in catalog.yaml; may be repeated",
            valueToShowInHelp = "<ID>.localhost",
            multiValued = true)
    List<String> hosts = new ArrayList<>();

    @Option(name = "--currency", description = "The currency of all prices (ISO 4217)", valueToShowInHelp = "EUR")
    String currency = "";

    @Option(
            name = "--locale",
            description = "The language of the shop (BCP 47); the sample products are in English in any case",
            valueToShowInHelp = "en")
    String locale = "";

    @Reference(optional = true)
    @Nullable
    CatalogStarter starter;

    @Override
    protected void run(PrintStream out) throws CommandException {
        Path folder = folder();
        NewCatalog catalog = new NewCatalog(new CatalogId(id), name, hosts, currency, locale);
        CatalogStarter.Outcome outcome = require(starter, "new catalogs").write(catalog, folder);
        if (outcome instanceof Refused refused) {
            throw failure(Texts.of(refused.reason()));
        } else if (outcome instanceof Written written) {
            out.println("Written: " + Texts.of(written.folder()));
            out.println("Edit it, check it with catalog:check, and copy it into the deploy folder.");
        }
    }

    /**
     * Reads the folder and options that follow the id. Karaf supports options only before the arguments, but people write them after the
     * id.
     */
    private Path folder() throws CommandException {
        Deque<String> words = new ArrayDeque<>(trailing == null ? List.of() : trailing);
        String folder = null;
        while (!words.isEmpty()) {
            String word = words.remove();
            if (word.startsWith("--")) {
                int equals = word.indexOf('=');
                option(
                        equals < 0 ? word : word.substring(0, equals),
                        equals < 0 ? words.poll() : word.substring(equals + 1));
            } else if (folder == null) {
                folder = word;
            } else {
                throw failure("'" + word + "' is a second folder; write one folder, and names with spaces in quotes");
            }
        }
        return folder == null ? sessionFolder() : existing(folder, "a folder");
    }

    private void option(String option, @Nullable String value) throws CommandException {
        if (value == null) {
            throw failure("'" + option + "' needs a value behind it");
        }
        switch (option) {
            case "--name" -> name = value;
            case "--host" -> hosts.add(value);
            case "--currency" -> currency = value;
            case "--locale" -> locale = value;
            default ->
                throw failure("'" + option + "' is not understood; there are --name, --host, --currency and --locale");
        }
    }
}
