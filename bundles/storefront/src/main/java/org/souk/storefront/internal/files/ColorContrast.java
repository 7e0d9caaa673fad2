package org.souk.storefront.internal.files;

/** Computes the contrast ratio of two colours by WCAG 2.1, so that text stays readable on a merchant's colour. */
final class ColorContrast {
    private ColorContrast() {}

    /** The text colour, near black or white, that has more contrast with the background. */
    static String textOn(String background) {
        return ratio(background, "#ffffff") >= ratio(background, "#111111") ? "#ffffff" : "#111111";
    }

    /** From 1 (the same colour) to 21 (black on white). */
    static double ratio(String a, String b) {
        double x = luminance(a);
        double y = luminance(b);
        return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
    }

    private static double luminance(String color) {
        String hex = color.length() == 4
                ? "" + color.charAt(1) + color.charAt(1) + color.charAt(2) + color.charAt(2) + color.charAt(3)
                        + color.charAt(3)
                : color.substring(1);
        int rgb = Integer.parseInt(hex, 16);
        return 0.2126 * linear(rgb >> 16 & 255) + 0.7152 * linear(rgb >> 8 & 255) + 0.0722 * linear(rgb & 255);
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.03928 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
}
