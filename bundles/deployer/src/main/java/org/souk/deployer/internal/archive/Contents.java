package org.souk.deployer.internal.archive;

import java.io.IOException;
import java.io.InputStream;

/** The files in something that was dropped, one after the other. */
public interface Contents {
    /** Gives every file to the visitor, until that has had enough. */
    void visit(Visitor visitor) throws IOException;

    /** How many bytes it has packed, or -1 if it is not packed. */
    long packedBytes();

    /** Takes the files. */
    interface Visitor {
        /**
         * Hears how many entries there are, folders too, where that is known before the first.
         *
         * @return whether to go on
         */
        boolean begins(int entries) throws IOException;

        /**
         * Takes one.
         *
         * @param name as the archive spells it, unchecked
         * @return whether to go on
         */
        boolean file(String name, Opener content) throws IOException;

        /** Takes a thing that is no file: a link, a pipe. */
        boolean other(String name, String what) throws IOException;
    }

    /** Opens a file's content. */
    interface Opener {
        InputStream open() throws IOException;
    }
}
