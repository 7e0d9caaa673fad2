package org.souk.deployer.internal.archive;

import java.io.IOException;
import java.io.InputStream;

/** The files of a catalog archive, folder or bundle, read one after the other. */
public interface SourceContents {
    /** Passes every file and folder to the visitor, until the visitor returns false. */
    void visit(Visitor visitor) throws IOException;

    /** Size of the archive in bytes, or -1 if the files are not packed. */
    default long packedBytes() {
        return -1;
    }

    /** Receives the contents of a source. Each method returns whether to continue. */
    @FunctionalInterface
    interface Visitor {
        /**
         * Called for each file.
         *
         * @param name the name in the source, not yet validated
         */
        boolean file(String name, Opener content) throws IOException;

        /** Called for each folder that is an entry of its own. A folder that only the names of files imply is not passed. */
        default boolean folder(String name) {
            return true;
        }

        /** Called for an entry that is no regular file, for example a link or a pipe. */
        default boolean other(String name, String what) {
            return true;
        }
    }

    /** Opens the content of one file. */
    @FunctionalInterface
    interface Opener {
        InputStream open() throws IOException;

        /** The size in bytes that the source states, or -1 if it states none. The content may have another. */
        default long size() {
            return -1;
        }
    }
}
