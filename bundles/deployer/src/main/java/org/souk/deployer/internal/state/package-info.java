/**
 * What outlives a restart: one state file for each catalog, one small file for each refusal. Values here know nothing of what is
 * running.
 */
@NullMarked
package org.souk.deployer.internal.state;

import org.jspecify.annotations.NullMarked;
