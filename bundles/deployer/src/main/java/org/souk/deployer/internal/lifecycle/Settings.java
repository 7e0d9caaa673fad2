package org.souk.deployer.internal.lifecycle;

import java.nio.file.Path;
import org.souk.deployer.internal.problem.Limits;

/**
 * Settings of the deployer.
 *
 * @param deploy the folder that is watched
 * @param data the folder for states and unpacked versions
 * @param javaAllowed whether catalogs may bring Java
 * @param limits maxima for one catalog
 */
public record Settings(Path deploy, Path data, boolean javaAllowed, Limits limits) {}
