package org.souk.shell.internal.catalog;

import java.io.PrintStream;
import org.apache.karaf.shell.support.CommandException;
import org.souk.api.catalog.CatalogChange;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CatalogStatus;
import org.souk.api.catalog.Catalogs;
import org.souk.shell.internal.text.Texts;

/** A command that changes one catalog and prints the result. */
public abstract class CatalogChangeCommand extends CatalogCommand {
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
