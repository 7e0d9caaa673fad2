package org.souk.deployer.internal.archive;

/**
 * Sizes and times of a file or folder as one text. A different text shows a change, without reading the content.
 *
 * @param text stays the same while nothing changes, also across restarts
 */
public record FileFingerprint(String text) {}
