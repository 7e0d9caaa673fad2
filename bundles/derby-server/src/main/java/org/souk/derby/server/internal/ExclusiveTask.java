package org.souk.derby.server.internal;

import org.jspecify.annotations.Nullable;

/** What is done while nobody starts or stops the database. */
@FunctionalInterface
interface ExclusiveTask<T> {
    /**
     * What came of it.
     *
     * @param running the database that runs now
     */
    record Done<T>(@Nullable DerbyServer running, T result) {}

    /**
     * Does it.
     *
     * @param running null if it does not run at the moment
     */
    Done<T> with(@Nullable DerbyServer running, DerbySettings settings, DatabaseServer.Start start) throws Exception;
}
