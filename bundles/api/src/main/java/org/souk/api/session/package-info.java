/** Sessions of shoppers: a secret in one cookie, of which only the hash is stored. A session belongs to one catalog. */
@NullMarked
@Version("1.0.0")
package org.souk.api.session;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
