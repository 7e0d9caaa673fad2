package org.souk.edge.internal;

import java.util.Optional;

/** Finds the back end of an endpoint. */
interface BackEndRegistry {
    /**
     * Leases a back end for one request, which must call {@link BackEndLease#leave} when it ends. Waits a bounded time while a back end
     * is being replaced; empty if none became available.
     */
    Optional<BackEndLease> lease() throws InterruptedException;
}
