package org.souk.storefront.internal.template;

import io.pebbletemplates.pebble.lexer.Token;
import io.pebbletemplates.pebble.node.MacroNode;
import io.pebbletemplates.pebble.node.NamedArgumentNode;
import io.pebbletemplates.pebble.node.RenderableNode;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.parser.Parser;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.Macro;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import io.pebbletemplates.pebble.template.ScopeChain;
import io.pebbletemplates.pebble.tokenParser.MacroTokenParser;
import io.pebbletemplates.pebble.tokenParser.TokenParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** A macro that counts its text against the budget while it writes. The engine's own would collect text without a bound. */
final class BoundedMacro extends MacroNode {
    private final int defaultsCost;

    private BoundedMacro(MacroNode node) {
        super(node.getName(), node.getArgs(), node.getBody());
        this.defaultsCost = ExpressionCost.of(node.getArgs());
    }

    static TokenParser parser() {
        MacroTokenParser engine = new MacroTokenParser();
        return new TokenParser() {
            @Override
            public String getTag() {
                return engine.getTag();
            }

            @Override
            public RenderableNode parse(Token token, Parser parser) {
                return new BoundedMacro((MacroNode) engine.parse(token, parser));
            }
        };
    }

    @Override
    public Macro getMacro() {
        Macro engine = super.getMacro();
        return new Macro() {
            @Override
            public String getName() {
                return engine.getName();
            }

            @Override
            public List<String> getArgumentNames() {
                return engine.getArgumentNames();
            }

            @Override
            public String call(PebbleTemplateImpl self, EvaluationContextImpl context, Map<String, Object> arguments) {
                return write(self, context, arguments);
            }
        };
    }

    private String write(PebbleTemplateImpl self, EvaluationContextImpl context, Map<String, Object> arguments) {
        RenderBudget budget = BudgetInstrumenter.budget(context);
        // the engine has searched the imported templates one by one; the loop below evaluates default values
        budget.work(context.getImportedTemplates().size() + defaultsCost);
        PageWriter writer = new PageWriter(budget, false);
        ScopeChain scopes = context.getScopeChain();
        // a macro sees only its arguments: the default values, replaced by those of the caller
        scopes.pushLocalScope();
        scopes.put(RenderBudget.KEY, budget);
        for (NamedArgumentNode argument : getArgs().getNamedArgs()) {
            Expression<?> usual = argument.getValueExpression();
            scopes.put(argument.getName(), usual == null ? null : usual.evaluate(self, context));
        }
        scopes.pushScope(arguments);
        try {
            getBody().render(self, writer, context);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        scopes.popScope();
        scopes.popScope();
        return writer.toString();
    }
}
