/** The {@code catalog:} commands, one class each, and completers for their arguments. Each calls one method of the API. */
@NullMarked
package org.souk.shell.internal.catalog;

import org.jspecify.annotations.NullMarked;
