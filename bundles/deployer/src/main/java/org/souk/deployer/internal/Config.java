package org.souk.deployer.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the deployer: PID org.souk.deploy, and of org.souk.database whether this container sells at all. */
@ObjectClassDefinition(pid = "org.souk.deploy", name = "Souk: deploying catalogs")
@interface Config {
    @AttributeDefinition(description = "Folder that is watched for catalogs; empty: deploy in the container's folder.")
    String folder() default "";

    @AttributeDefinition(description = "allow, or deny: catalogs that bring Java are refused.")
    String java() default "allow";

    @AttributeDefinition(
            description = "Database server: with 'only' this container runs no shops and ignores catalogs.")
    String server() default "embedded";

    @AttributeDefinition(description = "Bytes that one catalog may have unpacked.")
    long limit_unpacked_bytes() default 2L << 30;

    @AttributeDefinition(description = "Files that one catalog may have.")
    int limit_entries() default 200_000;

    @AttributeDefinition(
            description = "Unpacked bytes to a packed one, at most; looked at beyond limit.ratio.from.bytes.")
    int limit_ratio() default 200;

    @AttributeDefinition(description = "Unpacked bytes from which limit.ratio counts.")
    long limit_ratio_from_bytes() default 10L << 20;

    @AttributeDefinition(description = "Bytes of catalog.yaml and of collections.yaml, each.")
    long limit_yaml_bytes() default 1 << 20;

    @AttributeDefinition(
            description =
                    "Bytes of the table of products; 0: an eighth of the heap, 512 MB at most. What is made of it takes about twice that.")
    long limit_table_bytes() default 0;

    @AttributeDefinition(description = "Products of one catalog.")
    int limit_products() default 500_000;

    @AttributeDefinition(description = "Variants of one product.")
    int limit_variants() default 2048;

    @AttributeDefinition(description = "Characters in one cell of a table.")
    int limit_field_characters() default 1 << 20;
}
