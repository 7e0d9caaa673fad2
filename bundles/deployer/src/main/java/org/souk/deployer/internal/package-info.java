/** The components of the deployer. They connect the container to {@link org.souk.deployer.internal.lifecycle.CatalogLifecycle}. */
@NullMarked
package org.souk.deployer.internal;

import org.jspecify.annotations.NullMarked;
