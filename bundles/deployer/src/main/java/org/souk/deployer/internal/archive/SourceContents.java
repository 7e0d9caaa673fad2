package org.souk.deployer.internal.archive;

import java.io.IOException;
import java.io.InputStream;

/** The files of a catalog archive, folder or bundle, read one after the other. */
public interface SourceContents {
    /** Passes every file to the visitor, until the visitor returns false. */
    void visit(Visitor visitor) throws IOException;

    /** Size of the archive in bytes, or -1 if the files are not packed. */
    default long packedBytes() {
        return -1;
    }

    /** Receives the files of a source. Each method returns whether to continue. */
    @FunctionalInterface
    interface Visitor {
        /** Called first with the number of entries, folders included, if that is known. */
        default boolean begins(int entries) {
            return true;
        }

        /**
         * Called for each file.
         *
         * @param name the name in the archive, not yet validated
         */
        boolean file(String name, Opener content) throws IOException;

        /** Called for an entry that is no regular file, for example a link or a pipe. */
        default boolean other(String name, String what) {
            return true;
        }
    }

    interface Opener {
        InputStream open() throws IOException;
    }
}
