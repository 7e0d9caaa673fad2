package org.souk.itests.robustness;

import java.util.List;

/** Runs a command as an ordinary account, whose file permissions count also where the tests run as root. */
final class Unprivileged {
    private Unprivileged() {}

    /**
     * The command line that runs a shell command. Root's becomes the account of a user namespace without any capability outside: the files
     * are its own, and it reads only those that their modes let it read.
     */
    static List<String> command(String shell) {
        return "root".equals(System.getProperty("user.name"))
                ? List.of("unshare", "-U", "sh", "-c", shell)
                : List.of("sh", "-c", shell);
    }
}
