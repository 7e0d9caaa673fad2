package org.souk.deployer.internal.bundle;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import org.osgi.framework.Bundle;
import org.souk.deployer.internal.archive.SourceContents;

/** The files in an installed bundle. */
public final class BundleContents implements SourceContents {
    private final Bundle bundle;

    public BundleContents(Bundle bundle) {
        this.bundle = bundle;
    }

    @Override
    public long packedBytes() {
        return -1;
    }

    @Override
    public void visit(Visitor visitor) throws IOException {
        Enumeration<URL> entries = bundle.findEntries("/", "*", true);
        if (entries == null) {
            return;
        }
        for (URL entry : Collections.list(entries)) {
            String path = entry.getPath();
            String name = path.startsWith("/") ? path.substring(1) : path;
            if (!name.endsWith("/") && !visitor.file(name, entry::openStream)) {
                return;
            }
        }
    }
}
