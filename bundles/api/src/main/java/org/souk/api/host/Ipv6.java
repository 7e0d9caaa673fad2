package org.souk.api.host;

import java.util.ArrayList;
import java.util.List;

/**
 * Converts an IPv6 address (RFC 4291) to its canonical text (RFC 5952), or to an IPv4 address if it is IPv4-mapped. Refuses zone ids; never
 * resolves names.
 */
final class Ipv6 {
    private Ipv6() {}

    static String canonical(String text) {
        boolean bracketed = text.startsWith("[") && text.endsWith("]");
        String bare = bracketed ? text.substring(1, text.length() - 1) : text;
        if (!bare.matches("[0-9a-fA-F:.]{2,45}")) {
            throw HostGrammar.malformed(text, "it is no IPv6 address");
        }
        return write(groups(text, bare));
    }

    private static int[] groups(String text, String bare) {
        int gap = bare.indexOf("::");
        if (gap >= 0 && bare.indexOf("::", gap + 1) >= 0) {
            throw HostGrammar.malformed(text, "an IPv6 address has '::' once at most");
        }
        List<Integer> head = side(text, gap < 0 ? bare : bare.substring(0, gap), gap < 0);
        List<Integer> tail = gap < 0 ? List.of() : side(text, bare.substring(gap + 2), true);
        int given = head.size() + tail.size();
        if (gap < 0 ? given != 8 : given > 7) {
            throw HostGrammar.malformed(text, "an IPv6 address has eight groups");
        }
        int[] groups = new int[8];
        for (int i = 0; i < head.size(); i++) {
            groups[i] = head.get(i);
        }
        for (int i = 0; i < tail.size(); i++) {
            groups[8 - tail.size() + i] = tail.get(i);
        }
        return groups;
    }

    private static List<Integer> side(String text, String part, boolean last) {
        List<Integer> groups = new ArrayList<>();
        if (part.isEmpty()) {
            return groups;
        }
        String[] parts = part.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            String group = parts[i];
            if (last && i == parts.length - 1 && group.indexOf('.') >= 0) {
                Host v4 = HostGrammar.host(group);
                String[] bytes = v4.name().split("\\.");
                groups.add(Integer.parseInt(bytes[0]) << 8 | Integer.parseInt(bytes[1]));
                groups.add(Integer.parseInt(bytes[2]) << 8 | Integer.parseInt(bytes[3]));
            } else if (group.matches("[0-9a-fA-F]{1,4}")) {
                groups.add(Integer.parseInt(group, 16));
            } else {
                throw HostGrammar.malformed(text, "a group of an IPv6 address has one to four hexadecimal digits");
            }
        }
        return groups;
    }

    private static boolean mapped(int[] groups) {
        return java.util.stream.IntStream.range(0, 5).allMatch(i -> groups[i] == 0) && groups[5] == 0xffff;
    }

    private static String write(int[] groups) {
        if (mapped(groups)) {
            return (groups[6] >> 8) + "." + (groups[6] & 255) + "." + (groups[7] >> 8) + "." + (groups[7] & 255);
        }
        // RFC 5952, section 4.2: the first of the longest runs of two or more zero groups becomes "::"
        int start = -1;
        int length = 1;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && groups[end] == 0) {
                end++;
            }
            if (end - i > length) {
                start = i;
                length = end - i;
            }
            i = Math.max(i, end - 1);
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == start) {
                text.append("::");
                i += length - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":")
                        .append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}
