/**
 * Host names and addresses: what a request asks for, and what a catalog claims. The grammar is in one place, so that the web edge, the catalogs and
 * the shell agree on it.
 */
@NullMarked
@Version("1.0.0")
package org.souk.api.host;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
