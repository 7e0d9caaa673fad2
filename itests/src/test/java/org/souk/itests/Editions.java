package org.souk.itests;

import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads of pages which edition of a shop they are ({@link ShopFiles#edition}). Each must be wholly of one, and never of an older one
 * than the page before. For one reader.
 */
final class Editions implements Function<Http.Answer, String> {
    private static final Pattern MARK = Pattern.compile("edition-(\\d+)|\u00a3(\\d+)\\.00");
    private int newest;

    /** The editions that are named in a page, by the name of the shop, of products and makers, and by prices. */
    static TreeSet<Integer> named(Http.Answer page) {
        TreeSet<Integer> all = new TreeSet<>();
        Matcher marks = MARK.matcher(page.body());
        while (marks.find()) {
            all.add(Integer.valueOf(marks.group(1) == null ? marks.group(2) : marks.group(1)));
        }
        return all;
    }

    /** Whether it is a page of that edition, and of no other. */
    static boolean is(Http.Answer page, int edition) {
        TreeSet<Integer> named = named(page);
        return page.status() == 200 && named.size() == 1 && named.first() == edition;
    }

    @Override
    public String apply(Http.Answer page) {
        TreeSet<Integer> named = named(page);
        if (named.size() != 1) {
            return "is of several editions " + named + ": " + page.body();
        }
        if (named.first() < newest) {
            return "is of edition " + named.first() + " after one of edition " + newest;
        }
        newest = named.first();
        return "";
    }
}
