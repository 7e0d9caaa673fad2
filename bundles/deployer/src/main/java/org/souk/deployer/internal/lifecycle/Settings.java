package org.souk.deployer.internal.lifecycle;

import java.nio.file.Path;
import org.souk.deployer.internal.problem.Limits;
import org.souk.deployer.internal.watch.DeployFolder;

/**
 * Settings of the deployer.
 *
 * @param deploy the folder that is watched
 * @param data the folder for states and unpacked versions
 * @param javaAllowed whether catalogs may bring Java
 * @param acceptsOthers whether FileInstall installs other artifacts of the deploy folder
 * @param times of the scanner of the deploy folder
 * @param limits maxima for one catalog
 */
public record Settings(
        Path deploy, Path data, boolean javaAllowed, boolean acceptsOthers, DeployFolder.Times times, Limits limits) {}
