package org.souk.shell.internal.node;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.souk.api.database.Database;
import org.souk.api.database.DatabaseUnavailableException;
import org.souk.api.node.Node;
import org.souk.api.node.Peer;
import org.souk.shell.internal.text.JsonWriter;
import org.souk.shell.internal.text.Listing;
import org.souk.shell.internal.text.PropertyList;
import org.souk.shell.internal.text.ShopCommand;

/** The command works even without the database, because that is when operators need it most. */
@Service
@Command(
        scope = "node",
        name = "info",
        description = "Shows this container, its database, and all containers that share the database")
public final class NodeInfo extends ShopCommand {
    private static final Database.Status NONE = new Database.Status("", "", false, 0, "nothing connects to a database");
    private static final Listing<Peer> PEERS = new Listing<Peer>("No container has reported itself lately.")
            .column("name", Peer::name)
            .column("role", Peer::role)
            .column("version", Peer::version)
            .column("seenAt", Peer::seenAt);

    @Option(name = "--json", description = "Print one array with one JSON object")
    boolean json;

    @Reference(optional = true)
    @Nullable
    Node node;

    @Reference(optional = true)
    @Nullable
    Database database;

    @Override
    protected void run(PrintStream out) throws CommandException {
        Node here = require(node, "this container's name and role");
        Database known = database;
        Database.Status status = known == null ? NONE : known.status();
        List<Peer> peers = peers(here);
        if (json) {
            out.println(JsonWriter.write(List.of(fields(here, status, peers))));
        } else {
            print(here, status, peers, out);
        }
    }

    /** Null if the database is unavailable. */
    private static @Nullable List<Peer> peers(Node node) {
        try {
            return node.peers();
        } catch (DatabaseUnavailableException e) {
            return null;
        }
    }

    private static void print(Node node, Database.Status database, @Nullable List<Peer> peers, PrintStream out) {
        new PropertyList()
                .line("name", node.name())
                .line("role", node.role())
                .line("version", node.version())
                .line("checkout", node.checkoutUrl().orElse(null))
                .line("database", database.url())
                .line("product", database.product())
                .line("reachable", database.reachable() ? "yes" : "no")
                .line("schema", database.schema())
                .line("detail", database.detail())
                .print(out);
        if (peers == null) {
            out.println("The containers cannot be listed while the database is unavailable.");
            return;
        }
        PEERS.table(peers, out);
    }

    private static Map<String, @Nullable Object> fields(
            Node node, Database.Status database, @Nullable List<Peer> peers) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", node.name());
        fields.put("role", node.role());
        fields.put("version", node.version());
        fields.put("checkoutUrl", node.checkoutUrl().orElse(null));
        Map<String, Object> store = new LinkedHashMap<>();
        store.put("url", database.url());
        store.put("product", database.product());
        store.put("reachable", database.reachable());
        store.put("schema", database.schema());
        store.put("detail", database.detail());
        fields.put("database", store);
        fields.put("peers", peers == null ? null : PEERS.objects(peers));
        return fields;
    }
}
