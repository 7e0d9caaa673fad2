/** The admin port: its servlet, and the host names that it accepts. */
@NullMarked
package org.souk.admin.internal.web;

import org.jspecify.annotations.NullMarked;
