/** What answers on the admin port. */
@NullMarked
package org.souk.admin.internal.web;

import org.jspecify.annotations.NullMarked;
