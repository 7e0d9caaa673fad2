package org.souk.deployer.internal;

import java.io.File;
import java.nio.file.Path;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Claims catalogs where FileInstall watches the deploy folder, too, so that it does not install them as plain bundles. The deployer watches
 * them itself.
 */
@Component(service = ArtifactInstaller.class, immediate = true, property = "service.ranking:Integer=1000")
public final class DropInstaller implements ArtifactInstaller {
    private final Deployer deployer;

    @Activate
    public DropInstaller(@Reference Deployer deployer) {
        this.deployer = deployer;
    }

    @Override
    public boolean canHandle(File artifact) {
        return deployer.handles(path(artifact));
    }

    @Override
    public void install(File artifact) {}

    @Override
    public void update(File artifact) {}

    @Override
    public void uninstall(File artifact) {}

    private static Path path(File artifact) {
        Path path = artifact.toPath().toAbsolutePath().normalize();
        Path folder = path.getParent();
        return folder == null ? path : Deployer.real(folder).resolve(artifact.getName());
    }
}
