package org.souk.deployer.internal;

import java.io.File;
import java.nio.file.Path;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Receives events of the deploy folder from FileInstall. It only passes paths on to the {@link Deployer}, so that FileInstall never waits.
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
    public void install(File artifact) {
        deployer.pathChanged(path(artifact));
    }

    @Override
    public void update(File artifact) {
        deployer.pathChanged(path(artifact));
    }

    @Override
    public void uninstall(File artifact) {
        deployer.pathChanged(path(artifact));
    }

    private static Path path(File artifact) {
        Path path = artifact.toPath().toAbsolutePath().normalize();
        Path folder = path.getParent();
        return folder == null ? path : Deployer.real(folder).resolve(artifact.getName());
    }
}
