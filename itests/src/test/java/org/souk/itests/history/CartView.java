package org.souk.itests.history;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A cart as an answer shows it.
 *
 * @param version 0 if there is none
 * @param subtotal in minor units
 */
record CartView(long version, List<Line> lines, long subtotal) {
    record Line(String id, String sku, int quantity) {}

    int pieces() {
        return lines.stream().mapToInt(Line::quantity).sum();
    }

    @Override
    public String toString() {
        return "version " + version + " "
                + lines.stream().map(line -> line.quantity() + " " + line.sku()).collect(Collectors.toList());
    }
}
