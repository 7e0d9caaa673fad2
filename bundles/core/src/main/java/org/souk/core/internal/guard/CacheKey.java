package org.souk.core.internal.guard;

/**
 * Key of a cached answer. Implement it as a record whose class identifies the kind of question, and which holds no class of a catalog.
 *
 * @param <T> type of the answer; a class of the JDK or the API
 */
public interface CacheKey<T> {}
