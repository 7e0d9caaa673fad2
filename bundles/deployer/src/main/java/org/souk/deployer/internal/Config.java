package org.souk.deployer.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        pid = "org.souk.deploy",
        name = "Souk: catalogs",
        description = "Which catalogs are accepted: etc/org.souk.deploy.cfg. A catalog over a limit is refused.")
@interface Config {
    @AttributeDefinition(
            description = "Folder to watch for catalogs. Default empty: deploy in the folder of the container.")
    String folder() default "";

    @AttributeDefinition(
            description =
                    "allow: catalogs may bring Java; deny: catalogs with Java are refused. Any other value counts as deny."
                            + " Default allow.")
    String java() default "allow";

    @AttributeDefinition(
            description =
                    "catalogs: only catalogs are taken from the folder; all: FileInstall also installs other jars,"
                            + " kars, features files and .cfg files from there, not together with java = deny. Default catalogs.")
    String accepts() default "catalogs";

    @AttributeDefinition(
            description = "Milliseconds between two scans of the folder; 1 or more. Default 250.",
            min = "1")
    int poll() default 250;

    @AttributeDefinition(
            description = "Set in etc/org.souk.database.cfg. only: this container runs no shops and ignores catalogs."
                    + " Default embedded.")
    String server() default "embedded";

    @AttributeDefinition(
            description = "Set in etc/org.souk.node.cfg. Its host can be claimed with a grant only. Default empty.")
    String checkoutUrl() default "";

    @AttributeDefinition(
            description = "Size of one catalog in bytes, unpacked; 1 or more. Default 2147483648.",
            min = "1")
    long limit_unpacked_bytes() default 2L << 30;

    @AttributeDefinition(description = "Files and folders in one catalog; 1 or more. Default 200000.", min = "1")
    int limit_entries() default 200_000;

    @AttributeDefinition(description = "Folders in one another in one catalog; 1 or more. Default 32.", min = "1")
    int limit_levels() default 32;

    @AttributeDefinition(
            description =
                    "Unpacked bytes for each packed byte, checked from limit.ratio.from.bytes on; 1 or more. Default"
                            + " 200.",
            min = "1")
    int limit_ratio() default 200;

    @AttributeDefinition(
            description = "Unpacked bytes from which limit.ratio is checked; 0 or more. Default 10485760.",
            min = "0")
    long limit_ratio_from_bytes() default 10L << 20;

    @AttributeDefinition(
            description = "Size of catalog.yaml, and of collections.yaml, in bytes; 1 or more. Default 1048576.",
            min = "1")
    long limit_yaml_bytes() default 1 << 20;

    @AttributeDefinition(
            description = "Size of the product table in bytes; 0 or more. In memory it takes about twice as much. 0: an"
                    + " eighth of the heap, at most 512 MB. Default 0.",
            min = "0")
    long limit_table_bytes() default 0;

    @AttributeDefinition(
            description =
                    "Share of the heap for the products of all catalogs together, in percent; 1 to 90. Default 60.",
            min = "1",
            max = "90")
    int limit_memory_percent() default 60;

    @AttributeDefinition(description = "Products in one catalog; 1 or more. Default 500000.", min = "1")
    int limit_products() default 500_000;

    @AttributeDefinition(description = "Variants of one product; 1 or more. Default 2048.", min = "1")
    int limit_variants() default 2048;

    @AttributeDefinition(description = "Characters in one cell of a table; 1 or more. Default 1048576.", min = "1")
    int limit_field_characters() default 1 << 20;
}
