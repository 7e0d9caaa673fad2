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
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Operators that join texts and count them against the budget. With the engine's own, a template could double a text until memory is full.
 */
final class TextOperators {
    private TextOperators() {}

    static List<BinaryOperator> operators() {
        return List.of(
                new BinaryOperatorImpl("~", 110, Joined::new, BinaryOperatorType.NORMAL, Associativity.LEFT),
                new BinaryOperatorImpl("+", 40, Sum::new, BinaryOperatorType.NORMAL, Associativity.LEFT));
    }

    private static String join(EvaluationContextImpl context, @Nullable Object left, @Nullable Object right) {
        String a = TemplateValues.text(left);
        String b = TemplateValues.text(right);
        BudgetInstrumenter.budget(context).addText(a.length() + b.length());
        return a.concat(b);
    }

    private static final class Joined extends BinaryExpression<Object> {
        @Override
        public Object evaluate(PebbleTemplateImpl self, EvaluationContextImpl context) {
            Object left = getLeftExpression().evaluate(self, context);
            Object right = getRightExpression().evaluate(self, context);
            return join(context, left, right);
        }
    }

    private static final class Sum extends BinaryExpression<Object> {
        @Override
        public Object evaluate(PebbleTemplateImpl self, EvaluationContextImpl context) {
            Object left = getLeftExpression().evaluate(self, context);
            Object right = getRightExpression().evaluate(self, context);
            if (left instanceof Number && right instanceof Number) {
                return OperatorUtils.add(left, right);
            }
            if (left instanceof String || right instanceof String) {
                return join(context, left, right);
            }
            throw new PebbleException(null, "'+' adds numbers or texts", getLineNumber(), self.getName());
        }
    }
}
