/** Parses CSV and tab-separated tables as a stream of rows. A row knows its line, its columns, and a hash of its cells. */
@NullMarked
package org.souk.deployer.internal.read.table;

import org.jspecify.annotations.NullMarked;
