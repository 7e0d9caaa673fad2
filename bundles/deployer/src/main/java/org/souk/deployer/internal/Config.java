package org.souk.deployer.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of PID org.souk.deploy; {@code server} comes from PID org.souk.database. */
@ObjectClassDefinition(pid = "org.souk.deploy", name = "Souk: deploying catalogs")
@interface Config {
    @AttributeDefinition(
            description =
                    "Folder that is watched for catalogs; empty for deploy/ in the container's folder. A change takes effect at the next start.")
    String folder() default "";

    @AttributeDefinition(description = "allow, or deny to refuse catalogs that bring Java.")
    String java() default "allow";

    @AttributeDefinition(
            description = "Database server; with 'only' this container runs no shops and ignores catalogs.")
    String server() default "embedded";

    @AttributeDefinition(description = "Largest size of one catalog, unpacked, in bytes.")
    long limit_unpacked_bytes() default 2L << 30;

    @AttributeDefinition(description = "Largest number of files and folders in one catalog.")
    int limit_entries() default 200_000;

    @AttributeDefinition(
            description = "Largest ratio of unpacked to packed size, checked beyond limit.ratio.from.bytes.")
    int limit_ratio() default 200;

    @AttributeDefinition(description = "Unpacked size in bytes from which limit.ratio is checked.")
    long limit_ratio_from_bytes() default 10L << 20;

    @AttributeDefinition(description = "Largest size of catalog.yaml and of collections.yaml, each, in bytes.")
    long limit_yaml_bytes() default 1 << 20;

    @AttributeDefinition(
            description =
                    "Largest size of the table of products in bytes; 0 for an eighth of the heap, at most 512 MB. The products take about twice that in memory.")
    long limit_table_bytes() default 0;

    @AttributeDefinition(description = "Largest number of products in one catalog.")
    int limit_products() default 500_000;

    @AttributeDefinition(description = "Largest number of variants of one product.")
    int limit_variants() default 2048;

    @AttributeDefinition(description = "Largest number of characters in one cell of a table.")
    int limit_field_characters() default 1 << 20;
}
