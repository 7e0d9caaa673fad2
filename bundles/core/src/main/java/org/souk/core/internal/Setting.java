package org.souk.core.internal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Numbers of configuration files; one that is out of its bounds is told, and left. */
public final class Setting {
    private static final Logger LOG = LoggerFactory.getLogger(Setting.class);

    private Setting() {}

    /**
     * The number that counts.
     *
     * @param file where it stands, as {@code org.souk.java}
     * @param most it is 1 to that
     * @param otherwise taken instead of one that is not
     */
    public static int within(String file, String key, int value, int most, int otherwise) {
        if (value >= 1 && value <= most) {
            return value;
        }
        LOG.warn("{} = {} in etc/{}.cfg is not 1 to {}; {} is taken instead", key, value, file, most, otherwise);
        return otherwise;
    }
}
