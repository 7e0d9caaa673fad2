package org.souk.deployer.internal.lifecycle;

import java.nio.file.Path;
import org.souk.deployer.internal.problem.Limits;

/**
 * Settings of the deployer.
 *
 * @param deploy the folder that is watched
 * @param data the folder in which the deployer keeps states and unpacked versions
 * @param javaAllowed whether catalogs may bring Java, which runs in the container
 * @param limits maxima for one catalog, such as its bytes and files
 */
public record Settings(Path deploy, Path data, boolean javaAllowed, Limits limits) {}
