package org.souk.core.internal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks numbers from configuration files. Replaces a number outside its bounds by a default and logs that. */
public final class Setting {
    private static final Logger LOG = LoggerFactory.getLogger(Setting.class);

    private Setting() {}

    /** Returns the value, or the fallback if the value is not between 1 and {@code max}. */
    public static int within(String file, String key, int value, int max, int fallback) {
        if (value >= 1 && value <= max) {
            return value;
        }
        LOG.warn("{} = {} in etc/{}.cfg is not 1 to {}; {} is used instead", key, value, file, max, fallback);
        return fallback;
    }
}
