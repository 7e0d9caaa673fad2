package org.souk.deployer.internal.state;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.host.HostPattern;

/** Host patterns as the journal has them. */
public final class HostsText {
    private static final Logger LOG = LoggerFactory.getLogger(HostsText.class);

    private HostsText() {}

    /** Those that can be read; what an older or newer release wrote otherwise is left to the catalog itself. */
    public static List<HostPattern> parse(List<String> texts) {
        List<HostPattern> hosts = new ArrayList<>();
        for (String text : texts) {
            try {
                hosts.add(HostPattern.parse(text));
            } catch (IllegalArgumentException e) {
                LOG.info("The host {} that was held before is written otherwise now: {}", text, e.getMessage());
            }
        }
        return hosts;
    }
}
