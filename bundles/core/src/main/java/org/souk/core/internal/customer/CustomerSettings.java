package org.souk.core.internal.customer;

/** Settings in {@code etc/org.souk.customers.cfg}. */
@interface CustomerSettings {
    /** Which catalogs share their customers: {@code riding: tack saddlery; kitchen: zuckerhut}. */
    String groups() default "";

    /** Passwords that this container hashes concurrently; 1 to 16. Each takes 19 MB of memory. */
    int passwordsAtOnce() default 2;

    /** Failed sign-ins to one account within {@link #window}; 3 to 1000. */
    int attemptsOfAccount() default 20;

    /** Sign-ins from one IP address within {@link #window}, including successful ones, as each costs a password hash; 3 to 1000000. */
    int attemptsOfOrigin() default 300;

    /** How long attempts count, from the first one, in seconds; 1 to 86400. */
    int window() default 900;
}
