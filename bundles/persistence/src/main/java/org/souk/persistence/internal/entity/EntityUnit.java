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

/** Replaces {@code persistence.xml} at run time, since the data source is an object. The build has enhanced the classes. */
public final class EntityUnit implements PersistenceUnitInfo {
    private static final List<Class<?>> CLASSES = List.of(
            CustomerRow.class,
            OrderRef.class,
            OrderRow.class,
            AddressPart.class,
            OrderLineRef.class,
            OrderLineRow.class,
            DetailsPart.class,
            LinePart.class,
            PaymentAttemptRow.class,
            PaymentLineRef.class,
            PaymentLineRow.class);

    private final DataSource source;
    private final String dictionary;

    /** @param dictionary OpenJPA's name of the database */
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
        // each transaction is one of the database; SQL statements lock the rows
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
        return CLASSES.stream().map(Class::getName).toList();
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
