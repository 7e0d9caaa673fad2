package org.souk.storefront.internal.template;

import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.node.expression.BinaryExpression;
import io.pebbletemplates.pebble.operator.Associativity;
import io.pebbletemplates.pebble.operator.BinaryOperator;
import io.pebbletemplates.pebble.operator.BinaryOperatorImpl;
import io.pebbletemplates.pebble.operator.BinaryOperatorType;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import io.pebbletemplates.pebble.utils.OperatorUtils;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the operators of the engine whose cost depends on their operands. Each charges its cost to the budget before it runs. With the
 * engine's own, a template could double a text until the memory is full, or search one long text in another for minutes.
 */
final class BoundedOperators {
    private BoundedOperators() {}

    private interface Operation {
        @Nullable
        Object apply(RenderBudget budget, @Nullable Object left, @Nullable Object right);
    }

    static List<BinaryOperator> operators() {
        return List.of(
                operator("~", 110, BoundedOperators::join),
                operator("+", 40, BoundedOperators::add),
                operator("-", 40, (budget, a, b) -> OperatorUtils.subtract(number(a), number(b))),
                operator("*", 60, (budget, a, b) -> OperatorUtils.multiply(number(a), number(b))),
                operator("/", 60, (budget, a, b) -> OperatorUtils.divide(number(a), number(b))),
                operator("%", 60, (budget, a, b) -> OperatorUtils.mod(number(a), number(b))),
                operator("==", 30, BoundedOperators::same),
                operator("equals", 30, BoundedOperators::same),
                operator("!=", 30, (budget, a, b) -> !same(budget, a, b)),
                operator("contains", 20, BoundedOperators::contains));
    }

    private static BinaryOperator operator(String symbol, int precedence, Operation operation) {
        return new BinaryOperatorImpl(
                symbol,
                precedence,
                () -> new BoundedOperation(operation),
                BinaryOperatorType.NORMAL,
                Associativity.LEFT);
    }

    private static String join(RenderBudget budget, @Nullable Object left, @Nullable Object right) {
        String a = TemplateValues.text(left);
        String b = TemplateValues.text(right);
        budget.addText((long) a.length() + b.length());
        return a.concat(b);
    }

    private static Object add(RenderBudget budget, @Nullable Object left, @Nullable Object right) {
        if (left instanceof Number && right instanceof Number) {
            return OperatorUtils.add(left, right);
        }
        if (left instanceof String || right instanceof String) {
            return join(budget, left, right);
        }
        throw new IllegalArgumentException("'+' adds numbers or texts");
    }

    /** Accepts a number, or a text of at most 30 characters, which the engine parses. */
    private static Object number(@Nullable Object value) {
        if (value instanceof Number || value instanceof String text && text.length() <= 30) {
            return value;
        }
        throw new IllegalArgumentException("only numbers can be calculated with");
    }

    private static boolean same(RenderBudget budget, @Nullable Object left, @Nullable Object right) {
        if (left != right && !(left instanceof Number)) {
            TemplateValues.charge(budget, left);
            TemplateValues.charge(budget, right);
        }
        return OperatorUtils.equals(left, right);
    }

    private static boolean contains(RenderBudget budget, @Nullable Object whole, @Nullable Object part) {
        if (whole == null) {
            return false;
        }
        if (whole instanceof String text) {
            String what = TemplateValues.text(part);
            TextSearch.charge(budget, text, what);
            return what.isEmpty() || new TextSearch(what).indexIn(text, 0) >= 0;
        }
        TemplateValues.charge(budget, part);
        if (whole instanceof Collection<?> collection) {
            // each part is compared with every entry
            long before = budget.work();
            TemplateValues.charge(budget, whole);
            if (part instanceof Collection<?> parts) {
                budget.work((budget.work() - before) * parts.size());
                return collection.containsAll(parts);
            }
            return collection.contains(part);
        }
        if (whole instanceof Map<?, ?> map) {
            return map.containsKey(part);
        }
        throw new IllegalArgumentException("'contains' searches texts, lists and maps");
    }

    private static final class BoundedOperation extends BinaryExpression<Object> {
        private final Operation operation;

        BoundedOperation(Operation operation) {
            this.operation = operation;
        }

        @Override
        public @Nullable Object evaluate(PebbleTemplateImpl self, EvaluationContextImpl context) {
            Object left = getLeftExpression().evaluate(self, context);
            Object right = getRightExpression().evaluate(self, context);
            try {
                return operation.apply(BudgetInstrumenter.budget(context), left, right);
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw new PebbleException(e, String.valueOf(e.getMessage()), getLineNumber(), self.getName());
            }
        }
    }
}
