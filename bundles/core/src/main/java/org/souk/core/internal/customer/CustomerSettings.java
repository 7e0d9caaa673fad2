package org.souk.core.internal.customer;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        pid = "org.souk.customers",
        name = "Souk: customer accounts",
        description = "Accounts and sign-in: etc/org.souk.customers.cfg. Use the same values on all containers.")
@interface CustomerSettings {
    @AttributeDefinition(
            description = "Catalogs that share their customers, as riding: tack saddlery; kitchen: zuckerhut. Default"
                    + " empty: none do.")
    String groups() default "";

    @AttributeDefinition(
            description =
                    "Passwords that this container verifies at the same time; 1 to 16, values outside count as the"
                            + " nearest bound. Each takes 19 MB of memory. Default 2.",
            min = "1",
            max = "16")
    int passwordsAtOnce() default 2;

    @AttributeDefinition(
            description =
                    "Failed sign-ins to one account within the window; 3 to 1000, values outside count as the nearest"
                            + " bound. Default 20.",
            min = "3",
            max = "1000")
    int attemptsOfAccount() default 20;

    @AttributeDefinition(
            description =
                    "Sign-ins from one IP address within the window, failed or not; 3 to 1000000, values outside count"
                            + " as the nearest bound. Default 300.",
            min = "3",
            max = "1000000")
    int attemptsOfOrigin() default 300;

    @AttributeDefinition(
            description =
                    "Seconds from the first attempt for which attempts count; 1 to 86400, values outside count as the"
                            + " nearest bound. Default 900.",
            min = "1",
            max = "86400")
    int window() default 900;
}
