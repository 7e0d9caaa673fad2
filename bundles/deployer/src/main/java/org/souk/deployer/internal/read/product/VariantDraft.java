package org.souk.deployer.internal.read.product;

import java.util.Map;
import java.util.function.Function;
import org.souk.api.catalog.Sku;
import org.souk.api.catalog.Variant;

/**
 * A variant as read from its row, without a final SKU.
 *
 * @param sku the one in the row, or {@code ""}
 * @param withSku makes the variant
 */
record VariantDraft(long line, String sku, Map<String, String> options, Function<Sku, Variant> withSku) {}
