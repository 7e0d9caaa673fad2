package org.souk.admin.internal.health;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.execution.HealthCheckExecutor;
import org.apache.felix.hc.core.impl.executor.HealthCheckExecutorImpl;
import org.apache.felix.hc.core.impl.executor.HealthCheckExecutorThreadPool;
import org.apache.felix.hc.core.impl.executor.async.AsyncHealthCheckExecutor;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;
import org.souk.itests.Stubs;

/** A service registry and Felix's executor on it, wired by hand as Declarative Services wires it in a container. */
public final class HealthRegistry implements AutoCloseable {
    private final Framework framework;
    private final HealthCheckExecutorImpl executor = new HealthCheckExecutorImpl();
    private final HealthCheckExecutorThreadPool threads = new HealthCheckExecutorThreadPool();

    /** Starts both. The framework keeps its files in this folder. */
    public HealthRegistry(Path folder) throws Exception {
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        folder.toString(),
                        Constants.FRAMEWORK_STORAGE_CLEAN,
                        Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT,
                        "felix.log.level",
                        "1"));
        framework.start();
        AsyncHealthCheckExecutor intervals = new AsyncHealthCheckExecutor();
        activate(threads);
        set(intervals, "healthCheckExecutorThreadPool", threads);
        activate(intervals);
        set(executor, "healthCheckExecutorThreadPool", threads);
        set(executor, "asyncHealthCheckExecutor", intervals);
        activate(executor);
    }

    public HealthCheckExecutor executor() {
        return executor;
    }

    /** Registers a check as any bundle may. */
    public ServiceRegistration<HealthCheck> add(HealthCheck check, Map<String, ?> properties) {
        Dictionary<String, Object> all = new Hashtable<>(properties);
        return framework.getBundleContext().registerService(HealthCheck.class, check, all);
    }

    @Override
    public void close() throws Exception {
        threads.getExecutor().shutdownNow();
        framework.stop();
        framework.waitForStop(10_000);
    }

    private static void set(Object component, String field, Object value) throws ReflectiveOperationException {
        Field found = component.getClass().getDeclaredField(field);
        found.setAccessible(true);
        found.set(component, value);
    }

    /** Activates a component with the default values of its settings. */
    private void activate(Object component) throws ReflectiveOperationException {
        for (Method method : component.getClass().getDeclaredMethods()) {
            if (method.getName().equals("activate")) {
                Object[] arguments = Stream.of(method.getParameterTypes())
                        .map(type -> type == BundleContext.class
                                ? framework.getBundleContext()
                                : Stubs.settings(type, Map.of()))
                        .toArray();
                method.setAccessible(true);
                method.invoke(component, arguments);
            }
        }
    }
}
