package org.souk.itests.history;

import java.util.Optional;
import java.util.regex.Pattern;

/** DRDA, as Derby's client uses it: each command is a separate structure, marked by D0 and named by a code point. */
final class DerbyTalk implements Talk {
    /** EXCSQLIMM, EXCSQLSTT and OPNQRY. The first one begins a transaction. */
    private static final Pattern STATEMENT = Pattern.compile("\u00d0.{5} [\12\13\14]", Pattern.DOTALL);

    /** RDBCMM and RDBRLLBCK, which have nothing in them. */
    private static final Pattern END = Pattern.compile("\0\n\u00d0.{3}\0\4 ([\16\17])", Pattern.DOTALL);

    /** ENDUOWRM with a UOWDSP of 1: it was committed. */
    private static final Pattern COMMITTED = Pattern.compile("\"\14.{0,12}\0\5!\25\1", Pattern.DOTALL);

    private enum State {
        IDLE,
        BEGINS,
        OPEN
    }

    private State state = State.IDLE;

    @Override
    public synchronized Optional<Point> asked(String piece) {
        var end = END.matcher(piece);
        if (end.find()) {
            state = State.IDLE;
            return end.group(1).equals("\16") ? Optional.of(Point.COMMIT_SENT) : Optional.empty();
        }
        if (state == State.IDLE && STATEMENT.matcher(piece).find()) {
            state = State.BEGINS;
        }
        return Optional.empty();
    }

    @Override
    public synchronized Optional<Point> answered(String piece) {
        if (state == State.BEGINS) {
            state = State.OPEN;
            return Optional.of(Point.FIRST_STATEMENT);
        }
        return COMMITTED.matcher(piece).find() ? Optional.of(Point.COMMIT_DONE) : Optional.empty();
    }
}
