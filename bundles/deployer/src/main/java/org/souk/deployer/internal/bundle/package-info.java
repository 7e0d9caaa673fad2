/**
 * Manages the OSGi bundles of catalogs and their services. Java of a catalog runs here with time limits, and its threads are cleaned up.
 */
@NullMarked
package org.souk.deployer.internal.bundle;

import org.jspecify.annotations.NullMarked;
