package org.souk.core.internal.guard;

/**
 * A question to a pure service, used as key of the cached answer. Implement it as a record whose class identifies the kind of question, and which
 * holds no class of a catalog.
 *
 * @param <T> type of the answer; a class of the JDK or the API
 */
public interface Question<T> {}
