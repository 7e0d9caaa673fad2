/** Reads single texts: files, amounts, names and slugs. Each parser explains to the merchant what is wrong and how to correct it. */
@NullMarked
package org.souk.deployer.internal.read.text;

import org.jspecify.annotations.NullMarked;
