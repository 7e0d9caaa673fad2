package org.souk.shell.internal.text;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;

/** Runs commands and keeps what they print. */
public final class Console {
    private final Path folder;

    public Console(Path folder) {
        this.folder = folder;
    }

    /** What it printed. */
    public String run(ShopCommand command) throws CommandException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        run(command, printed);
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** The output of a command with {@code --json}. */
    public String json(ListCommand<?> command) throws CommandException {
        command.json = true;
        return run(command);
    }

    /** What it printed before it failed, then the line that Karaf prints. */
    public String fail(ShopCommand command) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try {
            run(command, printed);
        } catch (CommandException e) {
            return printed.toString(StandardCharsets.UTF_8) + e.getNiceHelp();
        }
        throw new AssertionError("it did not fail: " + printed.toString(StandardCharsets.UTF_8));
    }

    private void run(ShopCommand command, ByteArrayOutputStream printed) throws CommandException {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        command.session = (Session) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Session.class},
                (proxy, called, arguments) -> called.getName().equals("getConsole") ? out : folder);
        command.execute();
    }
}
