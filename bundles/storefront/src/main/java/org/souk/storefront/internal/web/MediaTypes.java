package org.souk.storefront.internal.web;

import java.util.Locale;

/** The media types of the files that a shop brings, for the Content-Type header: by extension, since their content is not examined. */
public final class MediaTypes {
    private MediaTypes() {}

    public static String of(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (ending) {
            case "avif" -> "image/avif";
            case "css" -> "text/css; charset=utf-8";
            case "csv" -> "text/csv; charset=utf-8";
            case "gif" -> "image/gif";
            case "htm", "html" -> "text/html; charset=utf-8";
            case "ico" -> "image/x-icon";
            case "jpeg", "jpg" -> "image/jpeg";
            case "js", "mjs" -> "text/javascript; charset=utf-8";
            case "json" -> "application/json";
            case "mp4" -> "video/mp4";
            case "pdf" -> "application/pdf";
            case "png" -> "image/png";
            case "svg" -> "image/svg+xml";
            case "txt" -> "text/plain; charset=utf-8";
            case "webm" -> "video/webm";
            case "webmanifest" -> "application/manifest+json";
            case "webp" -> "image/webp";
            case "woff" -> "font/woff";
            case "woff2" -> "font/woff2";
            case "xml" -> "application/xml";
            default -> "application/octet-stream";
        };
    }

    /** Whether a browser that opens a file of this type runs scripts in it. Such a file is sent with a sandbox policy. */
    public static boolean isActive(String type) {
        return type.startsWith("image/svg") || type.startsWith("text/html") || type.startsWith("application/xml");
    }
}
