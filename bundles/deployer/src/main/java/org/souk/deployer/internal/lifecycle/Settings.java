package org.souk.deployer.internal.lifecycle;

import java.nio.file.Path;
import org.souk.deployer.internal.read.Limits;

/**
 * What the container tells the deployer.
 *
 * @param deploy the folder that is watched
 * @param data a folder of our own
 * @param javaAllowed whether catalogs may bring Java
 * @param limits what one catalog may weigh
 */
public record Settings(Path deploy, Path data, boolean javaAllowed, Limits limits) {}
