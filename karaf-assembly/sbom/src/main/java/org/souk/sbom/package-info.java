/**
 * Writes the bill of materials of the distribution, and compares it with the committed list of known vulnerabilities.
 * It looks at the files of the distribution, because Maven's scopes know nothing of Karaf's features and of nested jars.
 */
@org.jspecify.annotations.NullMarked
package org.souk.sbom;
