package org.souk.admin.internal.health;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        pid = "org.souk.admin",
        name = "Souk: admin port",
        description = "The admin port and its health checks: etc/org.souk.admin.cfg.")
public @interface AdminSettings {
    @AttributeDefinition(
            description = "Host names, separated by commas, that the admin port accepts besides localhost and IP"
                    + " addresses. Default empty: none.")
    String[] hosts() default {};

    @AttributeDefinition(
            description = "Free disk space in MiB below which the disk counts as degraded; 0 or more. Default 1024.",
            min = "0")
    long diskLow() default 1024;

    @AttributeDefinition(
            description = "Free disk space in MiB below which the container is not ready; 0 or more. Default 64.",
            min = "0")
    long diskLeast() default 64;
}
