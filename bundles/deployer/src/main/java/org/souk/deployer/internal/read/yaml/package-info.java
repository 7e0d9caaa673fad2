/** Parses YAML into nodes that know their line. A value of the wrong type or an unknown key becomes a problem at that line. */
@NullMarked
package org.souk.deployer.internal.read.yaml;

import org.jspecify.annotations.NullMarked;
