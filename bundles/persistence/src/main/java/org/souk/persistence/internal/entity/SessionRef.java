package org.souk.persistence.internal.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogId;
import org.souk.api.session.SessionKey;

/** A session of a catalog. */
@Embeddable
public class SessionRef {
    @Column(name = "catalog")
    private String catalog = "";

    @Column(name = "session_key")
    private String session = "";

    /** For OpenJPA. */
    public SessionRef() {}

    /** Of that catalog. */
    public SessionRef(CatalogId catalog, SessionKey session) {
        this.catalog = catalog.value();
        this.session = session.value();
    }

    /** Catalog. */
    public String catalog() {
        return catalog;
    }

    /** Hash of the token. */
    public String session() {
        return session;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SessionRef that && catalog.equals(that.catalog) && session.equals(that.session);
    }

    @Override
    public int hashCode() {
        return Objects.hash(catalog, session);
    }
}
