package org.souk.core.internal.customer;

/** {@code etc/org.souk.customers.cfg}. */
@interface CustomerSettings {
    /** Which catalogs share their customers: {@code riding: tack saddlery; kitchen: zuckerhut}. */
    String groups() default "";

    /** Passwords that are looked at in this container at the same time; 1 to 16. Each takes 19 MB meanwhile. */
    int passwordsAtOnce() default 2;

    /** Attempts to sign in to one account that may fail within {@link #window}; 3 to 1000. */
    int attemptsOfAccount() default 20;

    /** Attempts from one address within {@link #window}, right ones too: each takes a look at a password; 3 to 1000000. */
    int attemptsOfOrigin() default 300;

    /** Seconds that attempts count, from the first; 1 to 86400. */
    int window() default 900;
}
