package org.souk.derby.server.internal;

import org.jspecify.annotations.Nullable;

/** A task during which nothing else starts or stops the database. */
@FunctionalInterface
interface ExclusiveTask<T> {
    /**
     * The result of a task.
     *
     * @param running the server that runs after the task
     */
    record Outcome<T>(@Nullable DerbyServer running, T value) {}

    /** Runs with the current server, or null if none runs. */
    Outcome<T> run(@Nullable DerbyServer running, DerbySettings settings, DatabaseServer.Start start) throws Exception;
}
