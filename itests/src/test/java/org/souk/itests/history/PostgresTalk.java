package org.souk.itests.history;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL's protocol, version 3. A statement that is often used is parsed once under a name, and then only bound by that. */
final class PostgresTalk implements Talk {
    private static final Pattern PARSE = Pattern.compile("P.{4}([^\0]*)\0COMMIT\0", Pattern.DOTALL);
    private static final Pattern BIND = Pattern.compile("B.{4}[^\0]*\0([^\0]*)\0", Pattern.DOTALL);
    private static final String BEGUN = "C\0\0\0\nBEGIN\0";
    private static final String COMMITTED = "C\0\0\0\13COMMIT\0";

    private final Set<String> commits = ConcurrentHashMap.newKeySet();

    @Override
    public Optional<Point> asked(String piece) {
        Matcher parse = PARSE.matcher(piece);
        if (parse.find()) {
            if (!parse.group(1).isEmpty()) {
                commits.add(parse.group(1));
            }
            return Optional.of(Point.COMMIT_SENT);
        }
        Matcher bind = BIND.matcher(piece);
        return bind.lookingAt() && commits.contains(bind.group(1)) ? Optional.of(Point.COMMIT_SENT) : Optional.empty();
    }

    @Override
    public Optional<Point> answered(String piece) {
        if (piece.contains(COMMITTED)) {
            return Optional.of(Point.COMMIT_DONE);
        }
        return piece.contains(BEGUN) ? Optional.of(Point.FIRST_STATEMENT) : Optional.empty();
    }
}
