/** Configures Felix FileInstall, which watches the deploy folder. It waits until the deployer is registered. */
@NullMarked
package org.souk.fileinstall.config.internal;

import org.jspecify.annotations.NullMarked;
