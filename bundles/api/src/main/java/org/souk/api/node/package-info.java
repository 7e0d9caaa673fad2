/** This container, and the other containers that share its database. The role of each decides which requests it answers. */
@NullMarked
@Version("1.0.0")
package org.souk.api.node;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
