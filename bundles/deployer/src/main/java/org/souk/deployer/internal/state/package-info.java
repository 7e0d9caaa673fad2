/** The state on disk: one state file for each catalog, one small file for each refusal. Values here do not depend on running objects. */
@NullMarked
package org.souk.deployer.internal.state;

import org.jspecify.annotations.NullMarked;
