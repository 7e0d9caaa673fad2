/**
 * Host names and addresses: the one that a request is for, and those at which a catalog asks to be served. They are parsed in this one
 * place, so that the web edge, the catalogs and the shell agree.
 */
@NullMarked
@Version("1.0.0")
package org.souk.api.host;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
