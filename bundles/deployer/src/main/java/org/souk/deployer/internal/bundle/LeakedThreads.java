package org.souk.deployer.internal.bundle;

import java.lang.reflect.Field;
import java.security.ProtectionDomain;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleReference;
import org.osgi.framework.wiring.BundleWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.common.concurrent.Deadline;

/**
 * Finds and interrupts the threads that the Java of a retired version left running. Recognises them by their class, context class
 * loader, runnable, and the code that started them, as far as the JVM allows access.
 */
final class LeakedThreads {
    private static final Logger LOG = LoggerFactory.getLogger(LeakedThreads.class);
    /** Time for a version to end its threads itself. */
    private static final Duration GRACE = Duration.ofMillis(300);

    private static final @Nullable Field TARGET = field("java.lang.Thread", "target");
    private static final @Nullable Field HOLDER = field("java.lang.Thread", "holder");
    private static final @Nullable Field TASK = field("java.lang.Thread$FieldHolder", "task");
    private static final @Nullable Field INHERITED_CONTEXT = field("java.lang.Thread", "inheritedAccessControlContext");
    private static final @Nullable Field DOMAINS = field("java.security.AccessControlContext", "context");

    private final Bundle bundle;
    private final String version;
    private final Set<ClassLoader> loaders = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<ProtectionDomain> domains = Collections.newSetFromMap(new IdentityHashMap<>());

    /**
     * @param version catalog and version, for log messages
     * @param services service objects of that version
     */
    LeakedThreads(Bundle bundle, String version, List<?> services) {
        this.bundle = bundle;
        this.version = version;
        for (Object service : services) {
            if (isOfBundle(service.getClass().getClassLoader())) {
                loaders.add(service.getClass().getClassLoader());
                domains.add(service.getClass().getProtectionDomain());
            }
        }
    }

    /** Interrupts the threads that do not end by themselves, and logs them. Call this after the version has stopped. */
    void interruptAll() {
        List<Thread> left = await(GRACE);
        if (left.isEmpty()) {
            return;
        }
        String names = names(left);
        left.forEach(Thread::interrupt);
        List<Thread> remaining = await(GRACE);
        LOG.warn(
                "{} left {} running when it ended: {}. Interrupted{}; end threads where the component is deactivated, and let none wait"
                        + " without a deadline",
                version,
                left.size() == 1 ? "a thread" : left.size() + " threads",
                names,
                remaining.isEmpty()
                        ? ""
                        : ", but still running, and holding the memory of that version until the container restarts: "
                                + names(remaining));
    }

    private static String names(List<Thread> threads) {
        return threads.stream()
                .map(thread -> thread.getName().replaceAll("\\p{Cntrl}", "?"))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private List<Thread> await(Duration timeout) {
        Deadline deadline = Deadline.in(timeout);
        List<Thread> left = find();
        try {
            while (!left.isEmpty() && !deadline.isOver()) {
                left.get(0).join(20);
                left = find();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return left;
    }

    List<Thread> find() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        Thread[] all = new Thread[root.activeCount() * 2 + 16];
        int count = root.enumerate(all);
        return Arrays.stream(all, 0, count)
                .filter(thread -> loaders(thread).anyMatch(this::isOfBundle) || startedByVersion(thread))
                .filter(thread -> !belongsToLiveVersion(thread))
                .toList();
    }

    private static Stream<ClassLoader> loaders(Thread thread) {
        Object runs = thread.getClass() == Thread.class ? runnable(thread) : null;
        return Stream.of(
                        thread.getContextClassLoader(),
                        thread.getClass().getClassLoader(),
                        runs == null ? null : runs.getClass().getClassLoader())
                .filter(Objects::nonNull);
    }

    private boolean isOfBundle(@Nullable ClassLoader loader) {
        return loader instanceof BundleReference reference
                && reference.getBundle() != null
                && reference.getBundle().getBundleId() == bundle.getBundleId();
    }

    /** Whether the thread belongs to the version that is now live in the same bundle. */
    private boolean belongsToLiveVersion(Thread thread) {
        ClassLoader live = live();
        return live != null && (loaders.contains(live) || loaders(thread).anyMatch(loader -> loader == live));
    }

    private @Nullable ClassLoader live() {
        BundleWiring wiring = bundle.getState() == Bundle.UNINSTALLED ? null : bundle.adapt(BundleWiring.class);
        return wiring == null ? null : wiring.getClassLoader();
    }

    private static @Nullable Object runnable(Thread thread) {
        Object holder = value(HOLDER, thread);
        return holder == null ? value(TARGET, thread) : value(TASK, holder);
    }

    /** Whether code of the version was on the stack when the thread was created. */
    private boolean startedByVersion(Thread thread) {
        Object context = value(INHERITED_CONTEXT, thread);
        Object at = context == null ? null : value(DOMAINS, context);
        return at instanceof Object[] under && Arrays.stream(under).anyMatch(domains::contains);
    }

    private static @Nullable Field field(String type, String name) {
        try {
            Field field = Class.forName(type).getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (ReflectiveOperationException | RuntimeException e) {
            // another Java version, or access was not opened
            return null;
        }
    }

    private static @Nullable Object value(@Nullable Field field, Object of) {
        try {
            return field == null ? null : field.get(of);
        } catch (IllegalAccessException e) {
            return null;
        }
    }
}
