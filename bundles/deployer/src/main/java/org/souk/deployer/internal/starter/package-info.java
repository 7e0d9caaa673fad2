/** Writes new catalogs to start from. Their files are templates in {@code starter/}; the archetype takes the same. */
@NullMarked
package org.souk.deployer.internal.starter;

import org.jspecify.annotations.NullMarked;
