package org.souk.common.database;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        name = "Souk: database",
        description = "The database that all containers share: etc/org.souk.database.cfg.")
public @interface DatabaseConfig {
    String PID = "org.souk.database";

    /** Name of the file in {@code etc/} that holds the password; the embedded server creates it. */
    String PASSWORD_FILE = PID + ".password";

    @AttributeDefinition(
            description = "embedded: this container runs the database and shops; none: another container or"
                    + " PostgreSQL runs the database; only: this container runs the database and no shops."
                    + " Default embedded.")
    String server() default "embedded";

    @AttributeDefinition(
            description = "JDBC URL, jdbc:derby://host:port/souk or jdbc:postgresql://host:port/name. Default empty:"
                    + " the Derby server at host and port.")
    String url() default "";

    @AttributeDefinition(
            description = "Address that the Derby server listens on. Everyone who can log in can run Java in the"
                    + " server, so use a private network. Default 127.0.0.1.")
    String host() default "127.0.0.1";

    @AttributeDefinition(
            description = "TCP port that the Derby server listens on; 1 to 65535. Default 1527.",
            min = "1",
            max = "65535")
    int port() default 1527;

    @AttributeDefinition(description = "User name of the database. Default souk.")
    String user() default "souk";

    @AttributeDefinition(
            type = AttributeType.PASSWORD,
            description = "Password of the user. Default empty: the password in etc/org.souk.database.password, which"
                    + " the Derby server creates at its first start.")
    String password() default "";

    @AttributeDefinition(
            description = "Database calls that run at the same time, each with its own connection and thread; 2 to"
                    + " 100, values outside count as the nearest bound. Default 10.",
            min = "2",
            max = "100")
    int threads() default 10;

    @AttributeDefinition(
            description = "Disk reserve of the Derby server in MB; 0 to 10000, larger values count as 10000. The"
                    + " server stops when less than this is free besides the reserve, and starts again when there is"
                    + " space. 0 turns the reserve and the check off. Default 32.",
            min = "0",
            max = "10000")
    int spareMegabytes() default 32;
}
