package org.souk.persistence.internal.entity;

import java.io.IOException;
import java.net.URL;
import java.util.Enumeration;
import org.apache.openjpa.persistence.PersistenceProviderImpl;
import org.jspecify.annotations.Nullable;

/**
 * Loads classes of this bundle, then those of OpenJPA. OpenJPA loads its own parts by name through the class loader of its caller, and this
 * bundle does not import them all.
 */
public final class EntityLoader extends ClassLoader {
    public static final EntityLoader INSTANCE = new EntityLoader();

    private final ClassLoader openjpa = PersistenceProviderImpl.class.getClassLoader();

    private EntityLoader() {
        super(EntityLoader.class.getClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        return openjpa.loadClass(name);
    }

    @Override
    protected @Nullable URL findResource(String name) {
        return openjpa.getResource(name);
    }

    @Override
    protected Enumeration<URL> findResources(String name) throws IOException {
        return openjpa.getResources(name);
    }
}
