/**
 * The catalogs that are served now, and how an old version ends. Requests look catalogs up in {@link
 * org.souk.deployer.internal.live.LiveMap}; versions, folders and contributions are deleted when their last user has released them.
 */
@NullMarked
package org.souk.deployer.internal.live;

import org.jspecify.annotations.NullMarked;
