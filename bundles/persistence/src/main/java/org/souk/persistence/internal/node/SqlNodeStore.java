package org.souk.persistence.internal.node;

import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.api.node.Peer;
import org.souk.api.node.Role;
import org.souk.api.store.NodeStore;
import org.souk.persistence.internal.sql.ColumnLimits;
import org.souk.persistence.internal.sql.Sql;
import org.souk.persistence.internal.transaction.Transactions;

/** Stores which containers (nodes) share the database, and the secrets that they share. */
@Component
public final class SqlNodeStore implements NodeStore {
    private static final int SECRET_BYTES = 32;

    private final Transactions transactions;
    private final SecureRandom random = new SecureRandom();

    @Activate
    public SqlNodeStore(@Reference Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void seen(String name, Role role, String version) {
        String node = ColumnLimits.shortened(name, 255);
        String shown = ColumnLimits.shortened(version, 64);
        transactions.repeatable("say that this container is there", unit -> {
            Sql sql = unit.sql();
            int met = sql.update(
                    "UPDATE nodes SET node_role = ?, node_version = ?, seen_at = souk_millis() WHERE node_name = ?",
                    role.name(),
                    shown,
                    node);
            return met > 0
                    ? met
                    : sql.update(
                            "INSERT INTO nodes (node_name, node_role, node_version, seen_at)"
                                    + " VALUES (?, ?, ?, souk_millis())",
                            node,
                            role.name(),
                            shown);
        });
    }

    @Override
    public List<Peer> peers(Duration within) {
        return transactions.repeatable("list containers", unit -> unit.sql()
                .all(
                        "SELECT node_name, node_role, node_version, seen_at FROM nodes"
                                + " WHERE seen_at > souk_millis() - ? ORDER BY node_name",
                        row -> new Peer(
                                row.getString(1),
                                Role.valueOf(row.getString(2)),
                                row.getString(3),
                                Instant.ofEpochMilli(row.getLong(4))),
                        within.toMillis()));
    }

    @Override
    public byte[] secret(String name) {
        String fitting = ColumnLimits.exactly("name", name, 64);
        String hex = transactions.repeatable("read a secret", unit -> secret(unit.sql(), fitting));
        return HexFormat.of().parseHex(hex);
    }

    private String secret(Sql sql, String name) throws SQLException {
        Optional<String> known =
                sql.first("SELECT hex FROM secrets WHERE secret_name = ?", row -> row.getString(1), name);
        if (known.isPresent()) {
            return known.get();
        }
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        String hex = HexFormat.of().formatHex(bytes);
        sql.update("INSERT INTO secrets (secret_name, hex) VALUES (?, ?)", name, hex);
        return hex;
    }
}
