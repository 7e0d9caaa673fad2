/** Configures Felix FileInstall, which watches the deploy folder. */
@NullMarked
package org.souk.fileinstall.config.internal;

import org.jspecify.annotations.NullMarked;
