package org.souk.core.internal.guard;

/**
 * What a pure service is asked, as the key under which its answer is remembered: a record, whose class tells the kind of question. Holds
 * nothing that was loaded from a catalog.
 *
 * @param <T> the answer; a class of the JDK or the API
 */
public interface Question<T> {}
