/** What OpenJPA maps; nothing of it leaves the bundle. */
@NullMarked
package org.souk.persistence.internal.entity;

import org.jspecify.annotations.NullMarked;
