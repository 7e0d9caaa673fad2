package org.souk.persistence.internal.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A line of a session's cart. */
@Embeddable
public class CartLineRef {
    @Column(name = "catalog")
    private String catalog = "";

    @Column(name = "session_key")
    private String session = "";

    @Column(name = "line_id")
    private String line = "";

    /** For OpenJPA. */
    public CartLineRef() {}

    /** Of that session. */
    public CartLineRef(SessionRef session, String line) {
        this.catalog = session.catalog();
        this.session = session.session();
        this.line = line;
    }

    /** Its name in the cart. */
    public String line() {
        return line;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CartLineRef that
                && catalog.equals(that.catalog)
                && session.equals(that.session)
                && line.equals(that.line);
    }

    @Override
    public int hashCode() {
        return Objects.hash(catalog, session, line);
    }
}
