/**
 * Tests of the packed distribution against hostile and careless input: files, archives, requests and slow clients. Each checks that the
 * other shops notice nothing of it.
 */
package org.souk.itests.robustness;
