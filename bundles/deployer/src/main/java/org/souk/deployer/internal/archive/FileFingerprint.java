package org.souk.deployer.internal.archive;

/**
 * Sizes, times and inodes of a file or folder as one text, made by {@link DropExaminer}. A different text shows a change, without reading the
 * content. Earlier versions of Souk noted less: their text is the beginning of the present one.
 *
 * @param text stays the same while nothing changes, also across restarts
 */
public record FileFingerprint(String text) {
    /** Whether nothing has changed since that fingerprint, which an earlier version of Souk may have made. */
    public boolean continues(FileFingerprint earlier) {
        return equals(earlier) || (!earlier.text.isEmpty() && text.startsWith(earlier.text + " "));
    }
}
