/** What was dropped, made into a folder of our own: zip, folder or bundle, each within bounds. */
@NullMarked
package org.souk.deployer.internal.archive;

import org.jspecify.annotations.NullMarked;
