/** What Souk knows about countries: codes, postcodes, time zones. The data are in {@code countries.csv}, which names its sources. */
@NullMarked
package org.souk.common.country;

import org.jspecify.annotations.NullMarked;
