package org.souk.api.health;

import org.osgi.annotation.versioning.ConsumerType;

/** Checks one component. Register it as an OSGi service. Called often and from several threads; must answer from memory, within milliseconds. */
@ConsumerType
public interface HealthCheck {
    /** The key in the JSON of {@code /health/ready}: {@code database}. */
    String name();

    /** Returns the current health. */
    Health check();
}
