package org.souk.deployer.internal.build;

import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.souk.deployer.internal.memory.MemoryBudget;
import org.souk.deployer.internal.problem.Limits;

/** What this container accepts from a catalog. Safe for any thread. */
public final class DeployRules {
    private final Limits limits;
    private final MemoryBudget memory;
    private volatile boolean javaAllowed;

    public DeployRules(Limits limits, boolean javaAllowed) {
        this.limits = limits;
        this.memory = new MemoryBudget(limits.memoryBytes());
        this.javaAllowed = javaAllowed;
    }

    public Limits limits() {
        return limits;
    }

    /** The heap that all catalogs may take together. */
    public MemoryBudget memory() {
        return memory;
    }

    public boolean javaAllowed() {
        return javaAllowed;
    }

    public void allowJava(boolean allowed) {
        javaAllowed = allowed;
    }

    /**
     * A text that differs if the same content may be judged differently, by other rules or another build of the deployer. Then refused
     * sources are read again.
     */
    public String fingerprint() {
        Bundle deployer = FrameworkUtil.getBundle(DeployRules.class);
        return limits + " java=" + javaAllowed
                + (deployer == null ? "" : " " + deployer.getVersion() + " of " + deployer.getLastModified());
    }
}
