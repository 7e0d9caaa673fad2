/** The life of a catalog: settle, stage, check, publish, drain, retire; and what of it outlives a restart. */
@NullMarked
package org.souk.deployer.internal.life;

import org.jspecify.annotations.NullMarked;
