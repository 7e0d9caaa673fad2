/**
 * Watches the deploy folder and the bundles of the framework. A file that has settled, or a bundle that has changed, is handed to
 * {@link org.souk.deployer.internal.publish.DeployAttempt}; start at {@link org.souk.deployer.internal.watch.SettlingQueue}.
 */
@NullMarked
package org.souk.deployer.internal.watch;

import org.jspecify.annotations.NullMarked;
