package org.souk.deployer.internal.bundle;

/** Thrown if the bundle of a catalog cannot be installed or started. The message is for merchants. */
public final class BundleRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    public BundleRefusedException(String message, Throwable cause) {
        super(message, cause);
    }

    public BundleRefusedException(String message) {
        super(message);
    }
}
