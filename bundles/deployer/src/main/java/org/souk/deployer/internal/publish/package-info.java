/**
 * Publishes a built version, or records why it was refused. Everything that changes which catalogs are live goes through {@link
 * org.souk.deployer.internal.publish.Publisher}.
 */
@NullMarked
package org.souk.deployer.internal.publish;

import org.jspecify.annotations.NullMarked;
