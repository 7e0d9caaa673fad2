package org.souk.persistence.internal.transaction;

import javax.sql.DataSource;
import org.souk.persistence.internal.entity.Entities;

/**
 * Where transactions come from.
 *
 * @param pool connections, each set to commit by itself, as it must be when it is given back
 * @param entities for those that ask for them
 */
public record Connections(DataSource pool, Entities entities) {}
