package org.souk.deployer.internal.bundle;

/** A catalog's bundle that cannot be installed or started; the message is for merchants. */
public final class BundleRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    public BundleRefusedException(String message, Throwable cause) {
        super(message, cause);
    }

    public BundleRefusedException(String message) {
        super(message);
    }
}
