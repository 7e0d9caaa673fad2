package org.souk.shell.internal.catalog;

import java.io.PrintStream;
import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Catalogs;
import org.souk.api.catalog.Problem;
import org.souk.shell.internal.text.PathCommand;
import org.souk.shell.internal.text.Texts;

@Service
@Command(scope = "catalog", name = "check", description = "Checks a folder, zip or jar without deploying it")
public final class CatalogCheck extends PathCommand {
    @Argument(
            name = "PATH",
            description = "A folder, zip or jar; a relative path is looked for in the session's folder, then in the"
                    + " container's",
            required = true)
    @Completion(FileCompleter.class)
    String path = "";

    @Reference(optional = true)
    @Nullable
    Catalogs catalogs;

    @Override
    protected void run(PrintStream out) throws CommandException {
        Path file = existing(path, "a folder, zip or jar");
        Catalogs.CheckReport report = require(catalogs, "catalogs").check(file);
        report.problems().forEach(problem -> out.println(Texts.of(problem.severity()) + "  " + Texts.of(problem)));
        String name = report.id().isEmpty() ? String.valueOf(file.getFileName()) : report.id();
        if (!report.passed()) {
            long errors = report.problems().stream()
                    .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                    .count();
            throw failure(name + " would be refused: " + errors + (errors == 1 ? " error" : " errors")
                    + "; fix the errors listed above and check again");
        }
        out.println(Texts.of(name + " " + report.version()) + " would go live: " + report.products() + " products, "
                + report.variants() + " variants, " + report.problems().size() + " warnings");
    }
}
