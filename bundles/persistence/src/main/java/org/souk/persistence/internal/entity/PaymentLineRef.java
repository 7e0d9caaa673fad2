package org.souk.persistence.internal.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The primary key of a line of a payment attempt. */
@Embeddable
public class PaymentLineRef {
    @Column(name = "attempt_id")
    private String attempt = "";

    @Column(name = "pos")
    private int position;

    public PaymentLineRef() {}

    public PaymentLineRef(String attempt, int position) {
        this.attempt = attempt;
        this.position = position;
    }

    String attempt() {
        return attempt;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PaymentLineRef that && attempt.equals(that.attempt) && position == that.position;
    }

    @Override
    public int hashCode() {
        return Objects.hash(attempt, position);
    }
}
