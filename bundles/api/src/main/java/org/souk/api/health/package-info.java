/** Health of a container: one small check for each thing that can be away. */
@NullMarked
@Version("1.0.0")
package org.souk.api.health;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
