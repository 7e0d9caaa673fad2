package org.souk.derby.server.internal;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.souk.common.database.DatabaseConfig;

/**
 * Where and how Derby runs.
 *
 * @param home folder of the databases and of derby.properties
 * @param user the only database user
 */
record DerbySettings(Path home, Path log, String host, int port, String user, String password) {
    /** Derby's log is rotated at this size. */
    static final int LOG_BYTES = 1 << 20;

    /** Derby's log and the older ones, {@code derby.log.0} to {@code derby.log.3}. */
    static final int LOG_FILES = 4;

    private static final int MAX_PAGES = 60_000;
    private static final int BYTES_PER_PAGE = 4_700;
    private static final int HEAP_DIVISOR = 5;

    static DerbySettings of(DatabaseConfig config) throws IOException {
        Path etc = base().resolve(System.getProperty("karaf.etc", "etc"));
        Path log = base().resolve(
                        System.getProperty("karaf.log", data().resolve("log").toString()));
        String password = config.password().isEmpty()
                ? PasswordFile.readOrCreate(etc.resolve(DatabaseConfig.PASSWORD_FILE))
                : config.password();
        return new DerbySettings(
                folder(), log.resolve("derby.log"), config.host(), config.port(), config.user(), password);
    }

    /** The data folder of the container, {@code karaf.data}. */
    static Path data() {
        return base().resolve(System.getProperty("karaf.data", "data"));
    }

    static Path folder() {
        return data().resolve("souk").resolve("derby");
    }

    private static Path base() {
        return Path.of(System.getProperty("karaf.base", ".")).toAbsolutePath();
    }

    /** Writes {@code derby.properties}, which Derby reads when its engine starts. */
    void write() throws IOException {
        Folders.createPrivately(home);
        Files.createDirectories(log.toAbsolutePath().getParent());
        StringWriter text = new StringWriter();
        properties().store(text, "Written at every start");
        PasswordFile.writePrivately(home.resolve("derby.properties"), text.toString());
    }

    /** Deletes {@code derby.properties}, after the engine has read it: it holds the password, which may come from the environment. */
    void delete() throws IOException {
        Files.deleteIfExists(home.resolve("derby.properties"));
    }

    private Properties properties() {
        Properties derby = new Properties();
        derby.setProperty("derby.connection.requireAuthentication", "true");
        derby.setProperty("derby.authentication.provider", "BUILTIN");
        derby.setProperty("derby.user." + user, password);
        derby.setProperty("derby.database.sqlAuthorization", "true");
        derby.setProperty("derby.database.defaultConnectionMode", "noAccess");
        derby.setProperty("derby.database.fullAccessUsers", user);
        derby.setProperty("derby.locks.waitTimeout", "5");
        derby.setProperty("derby.locks.deadlockTimeout", "2");
        // writing the stock of many thousand SKUs must not lock the whole table, because orders need it:
        // Derby escalates to a table lock above this number of rows
        derby.setProperty("derby.locks.escalationThreshold", "200000");
        derby.setProperty("derby.storage.pageSize", "4096");
        derby.setProperty("derby.storage.pageCacheSize", Integer.toString(pages()));
        derby.setProperty("derby.stream.error.style", "rollingFile");
        derby.setProperty(
                "derby.stream.error.rollingFile.pattern", log.toString().replace("%", "%%"));
        derby.setProperty("derby.stream.error.rollingFile.limit", Integer.toString(LOG_BYTES));
        derby.setProperty("derby.stream.error.rollingFile.count", Integer.toString(LOG_FILES));
        derby.setProperty("derby.infolog.append", "true");
        // only the owner can read what Derby writes, whatever the umask: databases, backups
        derby.setProperty("derby.storage.useDefaultFilePermissions", "false");
        derby.setProperty("derby.drda.logConnections", "false");
        return derby;
    }

    private static int pages() {
        long affordable = Runtime.getRuntime().maxMemory() / HEAP_DIVISOR / BYTES_PER_PAGE;
        return (int) Math.max(1_000, Math.min(MAX_PAGES, affordable));
    }

    /** Omits the password. */
    @Override
    public String toString() {
        return user + "@" + host + ":" + port + " in " + home;
    }
}
