package org.souk.storefront.internal.template;

import io.pebbletemplates.pebble.node.ArgumentsNode;
import io.pebbletemplates.pebble.node.ForNode;
import io.pebbletemplates.pebble.node.IfNode;
import io.pebbletemplates.pebble.node.NamedArgumentNode;
import io.pebbletemplates.pebble.node.PositionalArgumentNode;
import io.pebbletemplates.pebble.node.PrintNode;
import io.pebbletemplates.pebble.node.RenderableNode;
import io.pebbletemplates.pebble.node.SetNode;
import io.pebbletemplates.pebble.node.TestInvocationExpression;
import io.pebbletemplates.pebble.node.expression.ArrayExpression;
import io.pebbletemplates.pebble.node.expression.BinaryExpression;
import io.pebbletemplates.pebble.node.expression.BlockFunctionExpression;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.node.expression.FilterInvocationExpression;
import io.pebbletemplates.pebble.node.expression.FunctionOrMacroInvocationExpression;
import io.pebbletemplates.pebble.node.expression.GetAttributeExpression;
import io.pebbletemplates.pebble.node.expression.MapExpression;
import io.pebbletemplates.pebble.node.expression.TernaryExpression;
import io.pebbletemplates.pebble.node.expression.UnaryExpression;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Computes the least cost of expressions in units of {@link RenderBudget#work}: one or two for each operator, value and call. The engine
 * evaluates an expression as a whole, so its cost is charged before it begins, and {@link TemplateCheck} limits its length. Operators, filters
 * and functions charge the cost that depends on values.
 */
final class ExpressionCost {
    private ExpressionCost() {}

    /** The cost of a tag without its bodies, which are charged when they begin. */
    static int of(RenderableNode node) {
        if (node instanceof PrintNode print) {
            return 1 + of(print.getExpression());
        }
        if (node instanceof SetNode set) {
            return 1 + of(set.getValue());
        }
        if (node instanceof ForNode loop) {
            return 1 + of(loop.getIterable());
        }
        if (node instanceof IfNode branches) {
            return 1
                    + branches.getConditionsWithBodies().stream()
                            .mapToInt(branch -> 1 + of(branch.getLeft()))
                            .sum();
        }
        return node instanceof BoundedInclude include ? 4 + include.cost() : 2;
    }

    static int ofAll(Collection<? extends RenderableNode> nodes) {
        return nodes.stream().mapToInt(ExpressionCost::of).sum();
    }

    static int of(@Nullable Expression<?> expression) {
        if (expression instanceof BinaryExpression<?> binary) {
            return 1 + of(binary.getLeftExpression()) + of(binary.getRightExpression());
        }
        if (expression instanceof UnaryExpression unary) {
            return 1 + of(unary.getChildExpression());
        }
        if (expression instanceof TernaryExpression choice) {
            return 1 + of(choice.getExpression1()) + of(choice.getExpression2()) + of(choice.getExpression3());
        }
        if (expression instanceof GetAttributeExpression attribute) {
            return 2
                    + of(attribute.getNode())
                    + of(attribute.getAttributeNameExpression())
                    + of(attribute.getArgumentsNode());
        }
        if (expression instanceof FunctionOrMacroInvocationExpression call) {
            return 2 + of(call.getArguments());
        }
        if (expression instanceof FilterInvocationExpression filter) {
            return 1 + of(filter.getArgs());
        }
        if (expression instanceof TestInvocationExpression test) {
            return 1 + of(test.getArgs());
        }
        if (expression instanceof BlockFunctionExpression block) {
            return 2 + of(block.getBlockNameExpression());
        }
        if (expression instanceof ArrayExpression list) {
            return 1 + list.getValues().stream().mapToInt(ExpressionCost::of).sum();
        }
        if (expression instanceof MapExpression map) {
            return 1
                    + map.getEntries().entrySet().stream()
                            .mapToInt(entry -> 1 + of(entry.getKey()) + of(entry.getValue()))
                            .sum();
        }
        return 1;
    }

    static int of(@Nullable ArgumentsNode arguments) {
        if (arguments == null) {
            return 0;
        }
        List<PositionalArgumentNode> positional =
                arguments.getPositionalArgs() == null ? List.of() : arguments.getPositionalArgs();
        List<NamedArgumentNode> named = arguments.getNamedArgs() == null ? List.of() : arguments.getNamedArgs();
        // each argument is put into a map
        return positional.stream()
                        .mapToInt(argument -> 2 + of(argument.getValueExpression()))
                        .sum()
                + named.stream()
                        .mapToInt(argument -> 2 + of(argument.getValueExpression()))
                        .sum();
    }
}
