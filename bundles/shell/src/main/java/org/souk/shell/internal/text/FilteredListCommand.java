package org.souk.shell.internal.text;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/**
 * A list command with one argument. Accepts options also after the argument: Karaf supports them only before it, but people write them
 * after it.
 */
public abstract class FilteredListCommand<R> extends ListCommand<R> {
    @Argument(index = 1, name = "options", description = "--json may also be written here", multiValued = true)
    @Nullable
    List<String> trailing;

    @Override
    final boolean trailing() throws CommandException {
        return json(trailing);
    }

    /**
     * Whether the words after the argument are {@code --json}.
     *
     * @throws CommandException if they are anything else
     */
    public static boolean json(@Nullable List<String> trailing) throws CommandException {
        if (trailing == null || trailing.isEmpty()) {
            return false;
        }
        if (!trailing.equals(List.of("--json"))) {
            throw failure("'" + String.join(" ", trailing) + "' is not understood; only --json may follow the argument;"
                    + " write other options before it");
        }
        return true;
    }
}
