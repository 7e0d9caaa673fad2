/** This container, and the containers beside it that share the database. Their roles decide which requests they answer. */
@NullMarked
@Version("1.0.0")
package org.souk.api.node;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
