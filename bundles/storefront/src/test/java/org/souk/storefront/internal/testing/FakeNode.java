package org.souk.storefront.internal.testing;

import java.util.List;
import java.util.Optional;
import org.souk.api.node.Node;
import org.souk.api.node.Peer;
import org.souk.api.node.Role;

/** A container whose role, checkout host and secret a test sets. */
public final class FakeNode implements Node {
    public Role role = Role.ALL;
    public String checkoutUrl;
    public byte[] secret = new byte[32];

    @Override
    public String name() {
        return "here:8181";
    }

    @Override
    public Role role() {
        return role;
    }

    @Override
    public String version() {
        return "0";
    }

    @Override
    public Optional<String> checkoutUrl() {
        return Optional.ofNullable(checkoutUrl);
    }

    @Override
    public Optional<java.net.URI> checkoutUrl(org.souk.api.catalog.CatalogId catalog) {
        return checkoutUrl().map(java.net.URI::create);
    }

    @Override
    public List<Peer> peers() {
        return List.of();
    }

    @Override
    public Optional<byte[]> secret(String name) {
        return Optional.ofNullable(secret);
    }
}
