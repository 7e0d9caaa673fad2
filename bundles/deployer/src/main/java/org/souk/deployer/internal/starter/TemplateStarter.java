package org.souk.deployer.internal.starter;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.api.catalog.CatalogStarter;
import org.souk.api.catalog.Catalogs;
import org.souk.api.catalog.Catalogs.CheckReport;
import org.souk.api.catalog.Problem;
import org.souk.deployer.internal.archive.StagingFolders;

/** Writes a new catalog from templates. Before it writes to the requested folder, it checks a temporary copy like a deployment. */
@Component
public final class TemplateStarter implements CatalogStarter {
    private final Function<Path, CheckReport> check;
    private final String home;

    @Activate
    public TemplateStarter(@Reference Catalogs catalogs, BundleContext context) {
        this(catalogs::check, home(context));
    }

    /**
     * @param check the same check as for a deployment
     * @param home home of the distribution
     */
    TemplateStarter(Function<Path, CheckReport> check, String home) {
        this.check = check;
        this.home = home;
    }

    private static String home(BundleContext context) {
        String home = context.getProperty("karaf.home");
        return Path.of(home == null ? "" : home).toAbsolutePath().normalize().toString();
    }

    @Override
    public Outcome write(NewCatalog beginning, Path folder) {
        String name = beginning.id() + ".catalog";
        Path target = folder.toAbsolutePath().normalize().resolve(name);
        if (!Files.isDirectory(folder)) {
            return new Outcome.Refused("There is no folder " + target.getParent() + "; make it first, or name another");
        }
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return new Outcome.Refused(
                    target + " is there already and stays as it is; choose another id or folder, or move it away");
        }
        StarterFiles files = new StarterFiles(beginning, home);
        try {
            Optional<String> wrong = firstProblem(files, name);
            if (wrong.isPresent()) {
                return new Outcome.Refused(wrong.get());
            }
        } catch (IOException e) {
            return new Outcome.Refused("The container cannot write to its temporary folder (" + reason(e)
                    + "); look whether its disk is full");
        }
        return put(files, target);
    }

    /** The first problem of the new catalog, if any. The check needs a folder with the name of the catalog. */
    private Optional<String> firstProblem(StarterFiles files, String name) throws IOException {
        Path work = Files.createTempDirectory("new-");
        try {
            Path folder = Files.createDirectory(work.resolve(name));
            files.write(folder);
            return check.apply(folder).problems().stream().findFirst().map(Problem::message);
        } finally {
            StagingFolders.delete(work);
        }
    }

    /** Writes all files or none: first under a hidden name that is not deployed, then renames. */
    private static Outcome put(StarterFiles files, Path target) {
        Path parent = target.getParent();
        Path partial = null;
        try {
            partial = Files.createTempDirectory(parent, ".new-");
            Path whole = Files.createDirectory(partial.resolve("whole"));
            files.write(whole);
            Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE);
            return new Outcome.Written(target);
        } catch (IOException e) {
            return new Outcome.Refused("Nothing can be written to " + parent + " (" + reason(e)
                    + "); look at its permissions and whether the disk is full, or name another folder");
        } finally {
            if (partial != null) {
                StagingFolders.delete(partial);
            }
        }
    }

    private static String reason(IOException e) {
        return e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
    }
}
