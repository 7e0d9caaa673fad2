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
 * Part of {@link TemplateCheck}: keeps the HTML context known while a template branches. Each branch of an {@code if} or {@code for} must
 * end in the HTML context in which it began. Includes, blocks and macros are allowed only between HTML tags, because what they insert is
 * checked on its own, as content between tags.
 */
final class BranchCheck {
    private static final Map<String, String> END_TAGS =
            Map.of("endif", "if", "endfor", "for", "endblock", "block", "endmacro", "macro");
    private static final Set<String> ELSE_TAGS = Set.of("else", "elseif");

    private record OpenTag(String tag, HtmlContext.Snapshot begin, List<HtmlContext.Snapshot> ends, boolean hasElse) {}

    private final HtmlContext context;
    private final Deque<OpenTag> open = new ArrayDeque<>();

    BranchCheck(HtmlContext context) {
        this.context = context;
    }

    /** Follows a template tag, {@code {% name … %}}. Returns why it is refused; empty if it is allowed. */
    Optional<String> tag(String name) {
        OpenTag inner = open.peek();
        if (ELSE_TAGS.contains(name)) {
            return inner == null ? Optional.empty() : next(inner, name.equals("else"));
        }
        if (END_TAGS.containsKey(name)) {
            // the engine reports tags that do not match
            return inner == null || !inner.tag().equals(END_TAGS.get(name)) ? Optional.empty() : end(open.pop());
        }
        if (!Set.of("if", "for", "set").contains(name)) {
            if (!context.isBetweenTags()) {
                return Optional.of(
                        "{% " + ThemeTexts.shorten(name) + " … %} is allowed between tags only, not inside one");
            }
        } else {
            Optional<String> wrong = context.beginBranch();
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        if (END_TAGS.containsValue(name)) {
            HtmlContext.Snapshot begin = context.snapshot();
            open.push(new OpenTag(name, begin, new ArrayList<>(), false));
            if (name.equals("for")) {
                context.beginLoop();
            }
        }
        return Optional.empty();
    }

    /** Returns what is wrong at the end of the template; empty if nothing. */
    Optional<String> end() {
        return open.isEmpty() && !context.isBetweenTags()
                ? Optional.of("the template ends inside a tag, a comment, a script or a title; close it")
                : Optional.empty();
    }

    private Optional<String> next(OpenTag inner, boolean last) {
        inner.ends().add(context.snapshot());
        open.pop();
        open.push(new OpenTag(inner.tag(), inner.begin(), inner.ends(), last));
        context.restore(inner.begin());
        return Optional.empty();
    }

    private Optional<String> end(OpenTag inner) {
        List<HtmlContext.Snapshot> ends = inner.ends();
        ends.add(context.snapshot());
        if (!inner.hasElse()) {
            ends.add(inner.begin());
        }
        HtmlContext.Snapshot joined = ends.get(0);
        for (HtmlContext.Snapshot end : ends) {
            Optional<HtmlContext.Snapshot> next = joined.join(end);
            if (next.isEmpty() || inner.begin().join(end).isEmpty()) {
                return Optional.of("each way through {% " + inner.tag()
                        + " %} ends where it began: close in it what is opened in it, tags and quotes too");
            }
            joined = next.get();
        }
        context.restore(joined);
        return Optional.empty();
    }
}
