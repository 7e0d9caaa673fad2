package org.souk.storefront.internal.template;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.souk.storefront.internal.text.ThemeTexts;

/**
 * Follows the ways that a template may take through a page. Each way through an {@code if} or {@code for} has to come back to the
 * place where it began, and whatever is written elsewhere (includes, blocks, macros) has to stand between tags, where it was
 * checked for.
 */
final class BranchCheck {
    private static final Map<String, String> ENDS =
            Map.of("endif", "if", "endfor", "for", "endblock", "block", "endmacro", "macro");
    private static final Set<String> ELSES = Set.of("else", "elseif");

    private record Open(String tag, HtmlContext.Mark begin, List<HtmlContext.Mark> ends, boolean other) {}

    private final HtmlContext place;
    private final Deque<Open> open = new ArrayDeque<>();

    BranchCheck(HtmlContext place) {
        this.place = place;
    }

    /** A tag of the engine; tells why it may not stand here, empty if it may. */
    Optional<String> tag(String name) {
        Open inner = open.peek();
        if (ELSES.contains(name)) {
            return inner == null ? Optional.empty() : next(inner, name.equals("else"));
        }
        if (ENDS.containsKey(name)) {
            // what does not fit together is told by the engine
            return inner == null || !inner.tag().equals(ENDS.get(name)) ? Optional.empty() : end(open.pop());
        }
        if (!Set.of("if", "for", "set").contains(name)) {
            if (!place.between()) {
                return Optional.of("{% " + ThemeTexts.shorten(name) + " … %} stands between tags only, not inside one");
            }
        } else {
            Optional<String> wrong = place.branch();
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        if (ENDS.containsValue(name)) {
            HtmlContext.Mark begin = place.mark();
            open.push(new Open(name, begin, new ArrayList<>(), false));
            if (name.equals("for")) {
                place.loop();
            }
        }
        return Optional.empty();
    }

    /** The template ends; tells what is wrong with that, empty if nothing. */
    Optional<String> end() {
        return open.isEmpty() && !place.between()
                ? Optional.of("the template ends inside a tag, a comment, a script or a title; close it")
                : Optional.empty();
    }

    private Optional<String> next(Open inner, boolean last) {
        inner.ends().add(place.mark());
        open.pop();
        open.push(new Open(inner.tag(), inner.begin(), inner.ends(), last));
        place.at(inner.begin());
        return Optional.empty();
    }

    private Optional<String> end(Open inner) {
        List<HtmlContext.Mark> ends = inner.ends();
        ends.add(place.mark());
        if (!inner.other()) {
            ends.add(inner.begin());
        }
        HtmlContext.Mark met = ends.get(0);
        for (HtmlContext.Mark end : ends) {
            Optional<HtmlContext.Mark> both = met.join(end);
            if (both.isEmpty() || inner.begin().join(end).isEmpty()) {
                return Optional.of("each way through {% " + inner.tag()
                        + " %} ends where it began: close in it what is opened in it, tags and quotes too");
            }
            met = both.get();
        }
        place.at(met);
        return Optional.empty();
    }
}
