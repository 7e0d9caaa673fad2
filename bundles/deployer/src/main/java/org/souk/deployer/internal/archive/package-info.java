/** Unpacks catalogs, whether zip, folder or bundle, into staging folders. Sizes, counts and names are checked against limits on the way. */
@NullMarked
package org.souk.deployer.internal.archive;

import org.jspecify.annotations.NullMarked;
