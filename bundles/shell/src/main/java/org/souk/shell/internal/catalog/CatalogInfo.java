package org.souk.shell.internal.catalog;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CatalogJava;
import org.souk.api.catalog.CatalogStatus;
import org.souk.api.catalog.CatalogStatus.Origin;
import org.souk.api.catalog.Problem;
import org.souk.shell.internal.text.PropertyList;
import org.souk.shell.internal.text.Texts;

@Service
@Command(
        scope = "catalog",
        name = "info",
        description = "Shows everything about a catalog, including the problems of its last deployment")
public final class CatalogInfo extends CatalogCommand {
    @Reference(optional = true)
    @Nullable
    CatalogJava java;

    @Override
    protected void run(PrintStream out) throws CommandException {
        CatalogStatus status = status();
        Optional<CatalogJava.Report> report = java == null || status.state() == CatalogStatus.State.REFUSED
                ? Optional.empty()
                : java.find(new CatalogId(status.id()));
        new PropertyList()
                .line("id", status.id())
                .line("version", status.version())
                .line("state", status.state())
                .line("since", status.since())
                .line("hosts", status.hosts())
                .line("added hosts", hosts(status, Origin.ADDED))
                .line("removed hosts", hosts(status, Origin.REMOVED))
                .line("products", status.products())
                .line("source", status.source())
                .line("bundle", status.bundle() < 0 ? null : status.bundle())
                .line("digest", status.digest())
                .line(
                        "refused",
                        status.refused()
                                .map(refused -> refused.version() + " at " + Texts.of(refused.at()))
                                .orElse(null))
                .line("java", report.map(CatalogInfo::threads).orElse(null))
                .line(
                        "rolled back",
                        status.rolledBack()
                                .map(from -> "from " + from.version() + " at " + Texts.of(from.at())
                                        + ", until the file changes")
                                .orElse(null))
                .line(
                        "kept",
                        status.kept().isEmpty()
                                ? null
                                : status.kept().stream().map(CatalogInfo::kept).toList())
                .line(
                        "problems",
                        status.problems().isEmpty() ? "none" : status.problems().size())
                .print(out);
        for (Problem problem : status.problems()) {
            out.println("  " + Texts.of(problem.severity()) + "  " + Texts.of(problem));
        }
        report.map(CatalogJava.Report::services).orElse(List.of()).forEach(service -> show(service, out));
    }

    private static String threads(CatalogJava.Report report) {
        return report.services().size() + (report.services().size() == 1 ? " service, " : " services, ")
                + report.threads()
                + " threads in use"
                + (report.hanging() == 0
                        ? ""
                        : ", " + report.hanging()
                                + " of them blocked; correct the Java code and deploy the catalog again");
    }

    private static void show(CatalogJava.Service service, PrintStream out) {
        out.println("  " + service.type() + " " + Texts.of(service.className()) + "  "
                + state(service.circuit()) + "; " + service.calls() + " calls, " + service.failures() + " failures, "
                + service.timeouts() + " time-outs"
                + service.lastFailure()
                        .map(last -> "; last at " + Texts.of(last.at()) + ": " + Texts.of(last.what()))
                        .orElse(""));
    }

    private static String state(CatalogJava.Circuit circuit) {
        return switch (circuit) {
            case CLOSED -> "closed: called";
            case OPEN -> "open: not called";
            case HALF_OPEN -> "half-open: tried with the next request";
        };
    }

    private static @Nullable List<String> hosts(CatalogStatus status, Origin origin) {
        List<String> hosts = status.claims().stream()
                .filter(claim -> claim.origin() == origin)
                .map(CatalogStatus.Claim::host)
                .toList();
        return hosts.isEmpty() ? null : hosts;
    }

    private static String kept(CatalogStatus.Kept kept) {
        return kept.version() + " of " + Texts.of(kept.since()) + (kept.returns() ? "" : " (cannot be restored)");
    }
}
