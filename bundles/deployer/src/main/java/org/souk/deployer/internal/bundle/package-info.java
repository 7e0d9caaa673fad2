/** The OSGi side of a catalog: its bundle, its services, and what operators do to bundles. */
@NullMarked
package org.souk.deployer.internal.bundle;

import org.jspecify.annotations.NullMarked;
