package org.souk.api.host;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses hosts: RFC 1123 names (underscores are refused), RFC 3986 IP literals, IDNA to ASCII. */
final class HostGrammar {
    private static final int MAX_LENGTH = 253;
    /** Matches a host that is followed by a port, but no IPv6 address, which also has colons. */
    private static final Pattern PORT = Pattern.compile("^[^:\\[\\]]*[^:\\[\\]0-9a-fA-F][^:\\[\\]]*:[0-9]*$");
    /** Matches a last label that makes browsers read the whole host as an IPv4 address. */
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");
    /** IDNA 2003 (the JDK) and IDNA 2008 (browsers) map these characters differently, so they are refused. */
    private static final Pattern DEVIATION = Pattern.compile("[ßẞς\u200c\u200d]");

    private HostGrammar() {}

    static Authority authority(String text) {
        if (text.length() > MAX_LENGTH + 8) {
            throw new IllegalArgumentException("the host is too long");
        }
        if (!isAll(text, 0x21, 0x7e)) {
            throw malformed(text, "a Host header is ASCII without spaces");
        }
        int bracket = text.indexOf(']');
        int colon = text.indexOf(':', Math.max(bracket, 0));
        String host = colon < 0 ? text : text.substring(0, colon);
        if (host.indexOf(':') >= 0 && !host.startsWith("[")) {
            throw malformed(text, "an IPv6 address must be in brackets");
        }
        return new Authority(host(host), colon < 0 ? null : port(text, text.substring(colon + 1)));
    }

    static Host host(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH + 3) {
            throw malformed(text, "a host has 1 to " + MAX_LENGTH + " characters");
        }
        if (text.indexOf(':') >= 0 && PORT.matcher(text).find()) {
            throw malformed(
                    text, "a host is written without its port; write '" + text.substring(0, text.indexOf(':')) + "'");
        }
        if (text.startsWith("[") || text.indexOf(':') >= 0) {
            return new Host(Ipv6.canonical(text), true);
        }
        String ascii = ascii(text).toLowerCase(Locale.ROOT);
        String name = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
        if (name.isEmpty() || name.length() > MAX_LENGTH) {
            throw malformed(text, "a host has 1 to " + MAX_LENGTH + " characters");
        }
        String[] labels = name.split("\\.", -1);
        String last = labels[labels.length - 1];
        if (!last.isEmpty() && isDigit(last.charAt(0)) && NUMBER.matcher(last).matches()) {
            return new Host(ipv4(text, labels), true);
        }
        for (String label : labels) {
            if (!isLabel(label)) {
                throw malformed(text, "each part between dots has 1 to 63 letters, digits or inner hyphens");
            }
        }
        return new Host(name, false);
    }

    private static String ascii(String text) {
        if (isAll(text, 0, 0x7f)) {
            return text;
        }
        if (DEVIATION.matcher(text).find()) {
            throw malformed(text, "it has a letter that programs convert in different ways; write its xn-- form");
        }
        try {
            return IDN.toASCII(text, IDN.USE_STD3_ASCII_RULES);
        } catch (IllegalArgumentException e) {
            throw malformed(text, "it is no international domain name");
        }
    }

    private static String ipv4(String text, String[] labels) {
        if (labels.length != 4) {
            throw malformed(text, "an IPv4 address has four numbers");
        }
        for (String label : labels) {
            if (!isByte(label)) {
                throw malformed(text, "an IPv4 address has four decimal numbers from 0 to 255, without leading zeros");
            }
        }
        return String.join(".", labels);
    }

    private static @Nullable Integer port(String text, String digits) {
        if (digits.isEmpty()) {
            return null;
        }
        if (digits.length() > 5
                || !isAll(digits, '0', '9')
                || Integer.parseInt(digits) < 1
                || Integer.parseInt(digits) > 65535) {
            throw malformed(text, "a port is 1 to 65535");
        }
        return Integer.valueOf(digits);
    }

    /**
     * Whether the text has one to 63 letters, digits and inner hyphens. Written without regular expressions because every request parses
     * hosts.
     */
    private static boolean isLabel(String label) {
        int length = label.length();
        if (length == 0 || length > 63 || label.charAt(0) == '-' || label.charAt(length - 1) == '-') {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = label.charAt(i);
            if (!isDigit(c) && (c < 'a' || c > 'z') && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isByte(String label) {
        int length = label.length();
        return length >= 1
                && length <= 3
                && isAll(label, '0', '9')
                && (length == 1 || label.charAt(0) != '0')
                && Integer.parseInt(label) <= 255;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isAll(String text, int from, int to) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < from || c > to) {
                return false;
            }
        }
        return true;
    }

    static IllegalArgumentException malformed(String text, String rule) {
        String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
        return new IllegalArgumentException("'" + shown.replaceAll("\\p{Cntrl}", "?") + "' is no host: " + rule);
    }
}
