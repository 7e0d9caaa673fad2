package org.souk.shell.internal.text;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/** A command that lists what belongs to its one argument. Karaf takes options before arguments only; people write them behind. */
public abstract class FilteredListCommand<R> extends ListCommand<R> {
    @Argument(index = 1, name = "options", description = "--json may stand here too", multiValued = true)
    @Nullable
    List<String> behind;

    @Override
    final boolean behind() throws CommandException {
        return json(behind);
    }

    /** Whether the words behind the argument are {@code --json}. */
    public static boolean json(@Nullable List<String> behind) throws CommandException {
        if (behind == null || behind.isEmpty()) {
            return false;
        }
        if (!behind.equals(List.of("--json"))) {
            throw failure("'" + String.join(" ", behind) + "' is not understood; only --json may stand behind, other"
                    + " options stand before");
        }
        return true;
    }
}
