package org.souk.persistence.internal.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A line of an attempt to pay. */
@Embeddable
public class AttemptLineRef {
    @Column(name = "attempt_id")
    private String attempt = "";

    @Column(name = "pos")
    private int position;

    /** For OpenJPA. */
    public AttemptLineRef() {}

    /** Of that attempt. */
    public AttemptLineRef(String attempt, int position) {
        this.attempt = attempt;
        this.position = position;
    }

    String attempt() {
        return attempt;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AttemptLineRef that && attempt.equals(that.attempt) && position == that.position;
    }

    @Override
    public int hashCode() {
        return Objects.hash(attempt, position);
    }
}
