package org.souk.shell.internal.catalog;

import java.io.PrintStream;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogChange;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CatalogStatus;
import org.souk.api.catalog.Catalogs;
import org.souk.shell.internal.text.ShopCommand;
import org.souk.shell.internal.text.Texts;

/** A command that changes one catalog and prints the result. */
public abstract class CatalogChangeCommand extends ShopCommand {
    @Argument(name = "ID", description = "The catalog's id", required = true)
    @Completion(CatalogIdCompleter.class)
    String id = "";

    @Reference(optional = true)
    @Nullable
    Catalogs catalogs;

    abstract CatalogChange change(Catalogs known, CatalogId catalog);

    /** The message after success. */
    abstract String message(CatalogStatus status);

    @Override
    protected final void run(PrintStream out) throws CommandException {
        CatalogChange change = change(require(catalogs, "catalogs"), new CatalogId(id));
        if (change instanceof CatalogChange.Refused refused) {
            throw failure(refused.reason());
        }
        out.println(Texts.of(message(((CatalogChange.Done) change).status())));
    }
}
