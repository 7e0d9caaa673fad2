package org.souk.persistence.internal.entity;

import jakarta.persistence.SharedCacheMode;
import jakarta.persistence.ValidationMode;
import jakarta.persistence.spi.ClassTransformer;
import jakarta.persistence.spi.PersistenceUnitTransactionType;
import java.util.List;
import javax.sql.DataSource;
import org.apache.openjpa.persistence.PersistenceProviderImpl;
import org.apache.openjpa.persistence.PersistenceUnitInfoImpl;

/**
 * The persistence unit of OpenJPA: which classes are entities, and the settings. It replaces a {@code persistence.xml}, which could name a
 * data source but not receive the pool that was created at run time.
 */
final class EntityUnit extends PersistenceUnitInfoImpl {
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

    /** @param dictionary OpenJPA's {@code DBDictionary} for the database product, for example {@code postgres} */
    EntityUnit(DataSource source, String dictionary) {
        setPersistenceUnitName("souk");
        setPersistenceProviderClassName(PersistenceProviderImpl.class.getName());
        setPersistenceXMLSchemaVersion("3.0");
        setTransactionType(PersistenceUnitTransactionType.RESOURCE_LOCAL);
        setNonJtaDataSource(source);
        CLASSES.forEach(type -> addManagedClassName(type.getName()));
        setExcludeUnlistedClasses(true);
        setSharedCacheMode(SharedCacheMode.NONE);
        setValidationMode(ValidationMode.NONE);
        setProperty("openjpa.Id", "souk");
        setProperty("openjpa.Log", "slf4j");
        setProperty("openjpa.jdbc.DBDictionary", dictionary);
        setProperty("openjpa.DynamicEnhancementAgent", "false");
        setProperty("openjpa.RuntimeUnenhancedClasses", "unsupported");
        setProperty("openjpa.DataCache", "false");
        setProperty("openjpa.QueryCache", "false");
        // an entity transaction is a database transaction from its start; SQL statements, not OpenJPA, lock the rows
        setProperty("openjpa.Optimistic", "false");
        setProperty("openjpa.LockManager", "version");
        setProperty("openjpa.ReadLockLevel", "none");
        setProperty("openjpa.WriteLockLevel", "none");
        setProperty("openjpa.jdbc.UpdateManager", "constraint");
    }

    @Override
    public ClassLoader getClassLoader() {
        return EntityLoader.INSTANCE;
    }

    @Override
    public ClassLoader getNewTempClassLoader() {
        return getClassLoader();
    }

    @Override
    public void addTransformer(ClassTransformer transformer) {
        // OpenJPA need not transform classes: the build has enhanced them
    }
}
