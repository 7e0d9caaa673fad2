/** Health checks of a container: one small check for each component that can fail. Any bundle may register a check as a service. */
@NullMarked
@Version("1.0.0")
package org.souk.api.health;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
