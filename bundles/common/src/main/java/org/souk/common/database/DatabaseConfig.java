package org.souk.common.database;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings in {@code etc/org.souk.database.cfg}: those of the server that a container may run, and those of its clients. */
@ObjectClassDefinition(name = "Souk database", description = "The shared session database")
public @interface DatabaseConfig {
    String PID = "org.souk.database";

    /** In {@code etc/}; the embedded server makes it. */
    String PASSWORD_FILE = PID + ".password";

    @AttributeDefinition(
            description = "embedded: this container also runs the database; none: another does;"
                    + " only: this container runs the database and no shops")
    String server() default "embedded";

    @AttributeDefinition(
            description =
                    "jdbc:derby://host:port/souk or jdbc:postgresql://host:port/name; empty: Derby at host and port")
    String url() default "";

    @AttributeDefinition(description = "Address that the embedded Derby server listens on")
    String host() default "127.0.0.1";

    @AttributeDefinition(description = "Port that the embedded Derby server listens on")
    int port() default 1527;

    @AttributeDefinition(description = "User of the database")
    String user() default "souk";

    @AttributeDefinition(
            type = AttributeType.PASSWORD,
            description = "Password of that user; empty: the one in etc/org.souk.database.password, which the embedded"
                    + " server makes at its first start")
    String password() default "";

    @AttributeDefinition(
            description = "Calls of the database at the same time, each with a connection and a thread; 2 to 100")
    int threads() default 10;

    @AttributeDefinition(
            description = "Megabytes of disk that the embedded server keeps in reserve to stop safely, and as many that"
                    + " must be free besides: with less it stops, and starts again when there is space; 0 to 10000,"
                    + " 0: the disk is not checked")
    int spareMegabytes() default 32;
}
