/** Base classes and output of all commands. They print tables for people, JSON for programs, and one line for failures. */
@NullMarked
package org.souk.shell.internal.text;

import org.jspecify.annotations.NullMarked;
