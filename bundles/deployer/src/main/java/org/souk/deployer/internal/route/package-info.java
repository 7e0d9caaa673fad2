/** Routes hosts to catalogs with an immutable table. The claim registry records which catalog holds which id and hosts. */
@NullMarked
package org.souk.deployer.internal.route;

import org.jspecify.annotations.NullMarked;
