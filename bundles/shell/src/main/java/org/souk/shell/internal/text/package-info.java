/** How commands answer: tables for people, JSON for programs, one line when they fail. */
@NullMarked
package org.souk.shell.internal.text;

import org.jspecify.annotations.NullMarked;
