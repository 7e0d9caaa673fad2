package org.souk.persistence.internal.entity;

import jakarta.persistence.SharedCacheMode;
import jakarta.persistence.ValidationMode;
import jakarta.persistence.spi.ClassTransformer;
import jakarta.persistence.spi.PersistenceUnitInfo;
import jakarta.persistence.spi.PersistenceUnitTransactionType;
import java.net.URL;
import java.util.List;
import java.util.Properties;
import javax.sql.DataSource;
import org.apache.openjpa.persistence.PersistenceProviderImpl;
import org.jspecify.annotations.Nullable;

/** Tells OpenJPA what {@code persistence.xml} would, with a data source that is at hand. The classes are enhanced by the build. */
public final class EntityUnit implements PersistenceUnitInfo {
    private static final List<Class<?>> MAPPED = List.of(
            OrderRef.class,
            OrderRow.class,
            AddressPart.class,
            OrderLineRef.class,
            OrderLineRow.class,
            DetailsPart.class,
            LinePart.class,
            AttemptRow.class,
            AttemptLineRef.class,
            AttemptLineRow.class);

    private final DataSource source;
    private final String dictionary;

    /** Over that pool; the dictionary is OpenJPA's name of the database's dialect. */
    public EntityUnit(DataSource source, String dictionary) {
        this.source = source;
        this.dictionary = dictionary;
    }

    @Override
    public Properties getProperties() {
        Properties openjpa = new Properties();
        openjpa.setProperty("openjpa.Id", "souk");
        openjpa.setProperty("openjpa.Log", "slf4j");
        openjpa.setProperty("openjpa.jdbc.DBDictionary", dictionary);
        openjpa.setProperty("openjpa.DynamicEnhancementAgent", "false");
        openjpa.setProperty("openjpa.RuntimeUnenhancedClasses", "unsupported");
        openjpa.setProperty("openjpa.DataCache", "false");
        openjpa.setProperty("openjpa.QueryCache", "false");
        // a transaction is one of the database from its begin to its end; rows are locked by our own statements
        openjpa.setProperty("openjpa.Optimistic", "false");
        openjpa.setProperty("openjpa.LockManager", "version");
        openjpa.setProperty("openjpa.ReadLockLevel", "none");
        openjpa.setProperty("openjpa.WriteLockLevel", "none");
        openjpa.setProperty("openjpa.jdbc.UpdateManager", "constraint");
        return openjpa;
    }

    @Override
    public String getPersistenceUnitName() {
        return "souk";
    }

    @Override
    public String getPersistenceProviderClassName() {
        return PersistenceProviderImpl.class.getName();
    }

    @Override
    public PersistenceUnitTransactionType getTransactionType() {
        return PersistenceUnitTransactionType.RESOURCE_LOCAL;
    }

    @Override
    public @Nullable DataSource getJtaDataSource() {
        return null;
    }

    @Override
    public DataSource getNonJtaDataSource() {
        return source;
    }

    @Override
    public List<String> getMappingFileNames() {
        return List.of();
    }

    @Override
    public List<URL> getJarFileUrls() {
        return List.of();
    }

    @Override
    public @Nullable URL getPersistenceUnitRootUrl() {
        return null;
    }

    @Override
    public List<String> getManagedClassNames() {
        return MAPPED.stream().map(Class::getName).toList();
    }

    @Override
    public boolean excludeUnlistedClasses() {
        return true;
    }

    @Override
    public SharedCacheMode getSharedCacheMode() {
        return SharedCacheMode.NONE;
    }

    @Override
    public ValidationMode getValidationMode() {
        return ValidationMode.NONE;
    }

    @Override
    public String getPersistenceXMLSchemaVersion() {
        return "3.0";
    }

    @Override
    public ClassLoader getClassLoader() {
        return EntityLoader.INSTANCE;
    }

    @Override
    public void addTransformer(ClassTransformer transformer) {
        // the build has enhanced the classes
    }

    @Override
    public ClassLoader getNewTempClassLoader() {
        return getClassLoader();
    }
}
