package org.souk.deployer.internal.archive;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.souk.deployer.internal.problem.Limits;
import org.souk.deployer.internal.problem.Problems;

/**
 * Decides which entries of a catalog are unpacked and under which names, and counts them against the limits. A source is visited twice, each
 * time with a check of its own: first this alone, so that nothing is created for a source that is refused, then while it is unpacked, since
 * a folder may change in between.
 */
final class EntryFilter implements SourceContents.Visitor {
    private static final String CATALOG = "catalog.yaml";

    private final String archive;
    private final String wrapper;
    private final long packed;
    private final Limits limits;
    private final Problems problems;
    private final Set<String> files = new HashSet<>();
    private final Set<String> folders = new HashSet<>();
    private int entries;
    private long bytes;
    private boolean refused;
    /** The first part that all names share; null before the first, empty if they differ. */
    private @Nullable String top;
    /** A folder at the top that has a {@code catalog.yaml}; empty if there is none. */
    private String inner = "";

    /**
     * @param archive its name, for messages
     * @param wrapper the folder that all files are in and that is left out, see {@link #wrapper()}; empty if there is none
     * @param packed size of the archive in bytes, or -1
     */
    EntryFilter(String archive, String wrapper, long packed, Limits limits, Problems problems) {
        this.archive = archive;
        this.wrapper = wrapper;
        this.packed = packed;
        this.limits = limits;
        this.problems = problems;
    }

    @Override
    public boolean file(String name, SourceContents.Opener content) {
        return admit(name).isEmpty() ? goesOn() : add(Math.max(0, content.size()));
    }

    @Override
    public boolean folder(String name) {
        String path = EntryName.normalize(name);
        if (EntryName.ignored(path)) {
            return count();
        }
        if (path.isEmpty() || path.equals(".") || !usable(path, name)) {
            return count() && !tooDeep(name);
        }
        if (files.contains(path)) {
            inTheWay(path);
        }
        return parents(path + "/");
    }

    @Override
    public boolean other(String name, String what) {
        if (!EntryName.ignored(EntryName.normalize(name))) {
            refuse("'" + EntryName.shown(name) + "' is " + what + "; put the file itself there");
        }
        return count();
    }

    /** Counts a file, and returns the name to unpack it under; empty if it is left out or refused. */
    Optional<String> admit(String name) {
        String path = EntryName.normalize(name);
        if (!count() || EntryName.ignored(path) || !usable(path, name)) {
            return Optional.empty();
        }
        if (files.contains(path)) {
            refuse("'" + EntryName.shown(path) + "' is in it twice; pack it again with each file once");
            return Optional.empty();
        }
        boolean blocked = folders.contains(path);
        for (int slash = path.lastIndexOf('/'); slash > 0 && !blocked; slash = path.lastIndexOf('/', slash - 1)) {
            blocked = files.contains(path.substring(0, slash));
        }
        if (blocked) {
            inTheWay(path);
            return Optional.empty();
        }
        files.add(path);
        noteTop(path);
        return parents(path)
                ? Optional.of(path.substring(path.startsWith(wrapper) ? wrapper.length() : 0))
                : Optional.empty();
    }

    private boolean usable(String path, String name) {
        Optional<String> wrong = EntryName.problem(path);
        wrong.ifPresent(why -> refuse("the name '" + EntryName.shown(name) + "' in it cannot be used: " + why));
        return wrong.isEmpty();
    }

    /** Counts the folders that a file needs and that no entry before needed; false if there are too many or they are too deep. */
    private boolean parents(String path) {
        if (tooDeep(path)) {
            return false;
        }
        for (int slash = path.lastIndexOf('/');
                slash > 0 && folders.add(path.substring(0, slash));
                slash = path.lastIndexOf('/', slash - 1)) {
            if (!count()) {
                return false;
            }
        }
        return true;
    }

    private boolean tooDeep(String path) {
        boolean deep = path.chars().filter(c -> c == '/').count() > limits.levels();
        if (deep) {
            refuse("'" + EntryName.shown(path) + "' in it is more than " + limits.levels()
                    + " folders deep; move it further up");
            entries = Integer.MAX_VALUE;
        }
        return deep;
    }

    private boolean count() {
        if (goesOn() && ++entries > limits.entries()) {
            refuse("there are more than " + limits.entries() + " files and folders in it; remove some");
        }
        return goesOn();
    }

    /** Counts unpacked bytes; false if there are too many. */
    boolean add(long count) {
        bytes += count;
        if (bytes > limits.unpackedBytes()) {
            refuse("it unpacks to more than " + limits.unpackedBytes() + " bytes; make its pictures smaller");
            return false;
        }
        if (packed >= 0 && bytes > limits.ratioFrom() && bytes > packed * limits.ratio()) {
            refuse("it unpacks to more than " + limits.ratio() + " times its size, as only harmful archives do;"
                    + " pack it again");
            return false;
        }
        return true;
    }

    void inTheWay(String path) {
        refuse("'" + EntryName.shown(path) + "' in it stands in the way of another file or folder of that name,"
                + " or of one that differs only in capitals; rename one");
    }

    void refuse(String message) {
        refused = true;
        problems.error(archive, 0, message);
    }

    boolean refused() {
        return refused;
    }

    /** Whether the number of entries is within the limit, so that it makes sense to look at more. */
    boolean goesOn() {
        return entries <= limits.entries();
    }

    /** Bytes of all files so far, as far as they are known. */
    long bytes() {
        return bytes;
    }

    private void noteTop(String path) {
        int slash = path.indexOf('/');
        String first = slash < 0 ? "" : path.substring(0, slash + 1);
        top = top == null || top.equals(first) ? first : "";
        if (inner.isEmpty() && !first.isEmpty() && path.equals(first + CATALOG)) {
            inner = first;
        }
    }

    /**
     * The folder that all files are in, if {@code catalog.yaml} is there and not beside it, as in archives of a folder; with a final slash, or
     * empty. Refuses the source if other files are beside that folder.
     */
    String wrapper() {
        if (inner.isEmpty() || files.contains(CATALOG)) {
            return "";
        }
        if (!inner.equals(top)) {
            String folder = inner.substring(0, inner.length() - 1);
            refuse(CATALOG + " is not at the top but in the folder '" + EntryName.shown(folder)
                    + "'; pack what is in that folder, without the folder");
        }
        return inner;
    }
}
