package org.souk.shell.internal.text;

import java.io.PrintStream;
import java.util.List;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.support.CommandException;

/** A command that prints a table for people, or an array of JSON objects for programs. */
public abstract class ListCommand<R> extends ShopCommand {
    @Option(name = "--json", description = "Print one array of JSON objects")
    boolean json;

    protected abstract List<R> rows() throws CommandException;

    protected abstract Listing<R> listing();

    /** Whether {@code --json} follows the arguments. */
    boolean trailing() throws CommandException {
        return false;
    }

    @Override
    protected final void run(PrintStream out) throws CommandException {
        boolean objects = json || trailing();
        List<R> rows = rows();
        if (objects) {
            listing().json(rows, out);
        } else {
            listing().table(rows, out);
        }
    }
}
