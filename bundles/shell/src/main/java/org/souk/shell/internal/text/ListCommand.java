package org.souk.shell.internal.text;

import java.io.PrintStream;
import java.util.List;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.support.CommandException;

/** A command that lists: a table, or an array of objects. */
public abstract class ListCommand<R> extends ShopCommand {
    @Option(name = "--json", description = "Print one array of JSON objects")
    boolean json;

    /** What is listed, in its order. */
    protected abstract List<R> rows() throws CommandException;

    /** The columns, in their order. */
    protected abstract Listing<R> listing();

    /** Whether JSON is asked for behind the arguments. */
    boolean behind() throws CommandException {
        return false;
    }

    @Override
    protected final void run(PrintStream out) throws CommandException {
        boolean objects = json || behind();
        List<R> rows = rows();
        if (objects) {
            listing().json(rows, out);
        } else {
            listing().table(rows, out);
        }
    }
}
