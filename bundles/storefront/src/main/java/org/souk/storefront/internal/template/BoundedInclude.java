package org.souk.storefront.internal.template;

import io.pebbletemplates.pebble.error.ParserException;
import io.pebbletemplates.pebble.lexer.Token;
import io.pebbletemplates.pebble.lexer.TokenStream;
import io.pebbletemplates.pebble.node.IncludeNode;
import io.pebbletemplates.pebble.node.RenderableNode;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.node.expression.MapExpression;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import io.pebbletemplates.pebble.tokenParser.TokenParser;
import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/** An include whose expressions {@link ExpressionCost} can read. The engine's own does not expose them. */
final class BoundedInclude extends IncludeNode {
    private final int cost;

    private BoundedInclude(int line, Expression<?> name, @Nullable MapExpression values) {
        super(line, name, values);
        this.cost = ExpressionCost.of(name) + ExpressionCost.of(values);
    }

    int cost() {
        return cost;
    }

    /** Counts as a level of nesting. The engine searches all levels for each name, so the cost grows with the square of the levels. */
    @Override
    public void render(PebbleTemplateImpl self, Writer writer, EvaluationContextImpl context) throws IOException {
        RenderBudget budget = BudgetInstrumenter.budget(context);
        budget.mark(self.getName(), getLineNumber());
        budget.enter();
        super.render(self, writer, context);
        budget.leave();
    }

    static final class Parser implements TokenParser {
        @Override
        public String getTag() {
            return "include";
        }

        @Override
        public RenderableNode parse(Token token, io.pebbletemplates.pebble.parser.Parser parser) {
            TokenStream stream = parser.getStream();
            stream.next();
            Expression<?> name = parser.getExpressionParser().parseExpression();
            MapExpression values = null;
            if (stream.current().test(Token.Type.NAME, "with")) {
                stream.next();
                if (!(parser.getExpressionParser().parseExpression() instanceof MapExpression map)) {
                    throw new ParserException(
                            null, "a map in {…} follows 'with'", token.getLineNumber(), stream.getFilename());
                }
                values = map;
            }
            stream.expect(Token.Type.EXECUTE_END);
            return new BoundedInclude(token.getLineNumber(), name, values);
        }
    }
}
