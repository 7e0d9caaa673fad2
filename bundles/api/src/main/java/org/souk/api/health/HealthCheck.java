package org.souk.api.health;

import org.osgi.annotation.versioning.ConsumerType;

/** A check of one thing; a service. Called often and from several threads; must answer from memory, within milliseconds. */
@ConsumerType
public interface HealthCheck {
    /** Key in the JSON: {@code database}. */
    String name();

    /** How it is now. */
    Health check();
}
