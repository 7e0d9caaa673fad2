/**
 * Configures Felix FileInstall, which watches the deploy folder for other artifacts than catalogs where operators want that. It waits until
 * the deployer is registered.
 */
@NullMarked
package org.souk.fileinstall.config.internal;

import org.jspecify.annotations.NullMarked;
