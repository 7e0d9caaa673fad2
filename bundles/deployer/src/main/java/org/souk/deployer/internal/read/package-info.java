/** Files of a catalog to values. Pure: nothing here knows of bundles, folders that are watched, or what is live. */
@NullMarked
package org.souk.deployer.internal.read;

import org.jspecify.annotations.NullMarked;
