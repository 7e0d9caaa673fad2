package org.souk.deployer.internal.bundle;

import java.lang.reflect.Field;
import java.security.ProtectionDomain;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleReference;
import org.osgi.framework.wiring.BundleWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads that the Java of a retired version left running. They are told by their class, their context class loader, what they run, and
 * whose code started them, as far as the JVM lets one look.
 */
final class LeakedThreads {
    private static final Logger LOG = LoggerFactory.getLogger(LeakedThreads.class);
    /** How long a version may take to end its threads by itself. */
    private static final Duration GRACE = Duration.ofMillis(300);

    private static final @Nullable Field RUNS = field("java.lang.Thread", "target");
    private static final @Nullable Field HOLDER = field("java.lang.Thread", "holder");
    private static final @Nullable Field HELD = field("java.lang.Thread$FieldHolder", "task");
    private static final @Nullable Field STARTED_BY = field("java.lang.Thread", "inheritedAccessControlContext");
    private static final @Nullable Field DOMAINS = field("java.security.AccessControlContext", "context");

    private final Bundle bundle;
    private final String version;
    private final Set<ClassLoader> loaders = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<ProtectionDomain> domains = Collections.newSetFromMap(new IdentityHashMap<>());

    /**
     * @param version of which catalog, for people
     * @param services objects of classes of that version
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

    /** Interrupts those that do not end by themselves, and tells of them. To be called when the version has stopped. */
    void end() {
        List<Thread> left = await(GRACE);
        if (left.isEmpty()) {
            return;
        }
        String names = names(left);
        left.forEach(Thread::interrupt);
        List<Thread> stubborn = await(GRACE);
        LOG.warn(
                "{} left {} running when it ended: {}. Interrupted{}; end threads where the component is deactivated, and let none wait"
                        + " without a deadline",
                version,
                left.size() == 1 ? "a thread" : left.size() + " threads",
                names,
                stubborn.isEmpty()
                        ? ""
                        : ", but still running, and holding the memory of that version until the container restarts: "
                                + names(stubborn));
    }

    private static String names(List<Thread> threads) {
        return threads.stream()
                .map(thread -> thread.getName().replaceAll("\\p{Cntrl}", "?"))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private List<Thread> await(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        List<Thread> left = find();
        try {
            while (!left.isEmpty() && System.nanoTime() < end) {
                left.get(0).join(20);
                left = find();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return left;
    }

    /** Those that run now. */
    List<Thread> find() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        Thread[] all = new Thread[root.activeCount() * 2 + 16];
        int count = root.enumerate(all);
        return Arrays.stream(all, 0, count)
                .filter(thread -> loaders(thread).anyMatch(this::isOfBundle) || startedByIt(thread))
                .filter(thread -> !livesOn(thread))
                .toList();
    }

    private static Stream<ClassLoader> loaders(Thread thread) {
        Stream.Builder<ClassLoader> loaders = Stream.builder();
        Object runs = thread.getClass() == Thread.class ? runs(thread) : null;
        for (ClassLoader loader : Arrays.asList(
                thread.getContextClassLoader(),
                thread.getClass().getClassLoader(),
                runs == null ? null : runs.getClass().getClassLoader())) {
            if (loader != null) {
                loaders.add(loader);
            }
        }
        return loaders.build();
    }

    private boolean isOfBundle(@Nullable ClassLoader loader) {
        return loader instanceof BundleReference reference
                && reference.getBundle() != null
                && reference.getBundle().getBundleId() == bundle.getBundleId();
    }

    /** Whether it belongs to the version that lives now in the same bundle. */
    private boolean livesOn(Thread thread) {
        ClassLoader live = live();
        return live != null && (loaders.contains(live) || loaders(thread).anyMatch(loader -> loader == live));
    }

    private @Nullable ClassLoader live() {
        BundleWiring wiring = bundle.getState() == Bundle.UNINSTALLED ? null : bundle.adapt(BundleWiring.class);
        return wiring == null ? null : wiring.getClassLoader();
    }

    private static @Nullable Object runs(Thread thread) {
        Object holder = value(HOLDER, thread);
        return holder == null ? value(RUNS, thread) : value(HELD, holder);
    }

    /** Code of the version was under way when the thread was made. */
    private boolean startedByIt(Thread thread) {
        Object context = value(STARTED_BY, thread);
        Object at = context == null ? null : value(DOMAINS, context);
        return at instanceof Object[] under && Arrays.stream(under).anyMatch(domains::contains);
    }

    private static @Nullable Field field(String type, String name) {
        try {
            Field field = Class.forName(type).getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (ReflectiveOperationException | RuntimeException e) {
            // another Java, or one that was not told to let us look
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
