package org.souk.storefront.internal.template;

import io.pebbletemplates.pebble.extension.AbstractNodeVisitor;
import io.pebbletemplates.pebble.extension.NodeVisitor;
import io.pebbletemplates.pebble.extension.NodeVisitorFactory;
import io.pebbletemplates.pebble.node.AbstractRenderableNode;
import io.pebbletemplates.pebble.node.BodyNode;
import io.pebbletemplates.pebble.node.MacroNode;
import io.pebbletemplates.pebble.node.RenderableNode;
import io.pebbletemplates.pebble.node.RootNode;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import io.pebbletemplates.pebble.template.Scope;
import io.pebbletemplates.pebble.template.ScopeChain;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the body of every loop, macro, block and include under the {@link RenderBudget}, because the engine cannot be interrupted. Runs
 * after the engine's own visitors.
 */
final class BudgetInstrumenter implements NodeVisitorFactory {
    @Override
    public NodeVisitor createVisitor(PebbleTemplate template) {
        return new Visitor((PebbleTemplateImpl) template);
    }

    static RenderBudget budget(EvaluationContext context) {
        if (find(context, RenderBudget.KEY) instanceof RenderBudget budget) {
            return budget;
        }
        throw new BudgetExceeded("it is rendered without a budget", false);
    }

    /** Finds a value of the model, also inside a macro, which sees only its arguments. */
    static @Nullable Object find(EvaluationContext context, String key) {
        ScopeChain chain = ((EvaluationContextImpl) context).getScopeChain();
        Object nearest = key.equals(RenderBudget.KEY) ? chain.get(key) : null;
        if (nearest instanceof RenderBudget) {
            return nearest;
        }
        // search from the bottom scope, which has the model: "include … with" lets a template shadow any name
        List<Scope> scopes = chain.getGlobalScopes();
        for (int i = scopes.size() - 1; i >= 0; i--) {
            Object value = scopes.get(i).get(key);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static int lineOf(RenderableNode node, int otherwise) {
        return node instanceof AbstractRenderableNode known ? known.getLineNumber() : otherwise;
    }

    private static RenderBudget budget(Writer writer, EvaluationContextImpl context) {
        return writer instanceof PageWriter page ? page.budget() : budget(context);
    }

    private static final class Visitor extends AbstractNodeVisitor {
        private @Nullable BodyNode root;

        Visitor(PebbleTemplateImpl template) {
            super(template);
        }

        @Override
        public void visit(RootNode node) {
            root = node.getBody();
            super.visit(node);
        }

        @Override
        public void visit(BodyNode node) {
            super.visit(node);
            List<RenderableNode> children = node.getChildren();
            if (node == root) {
                // insert a node and wrap none: the engine finds "set" and "import" in a child template by their classes
                List<RenderableNode> marked = new ArrayList<>(List.of(new Step(ExpressionCost.ofAll(children))));
                for (RenderableNode child : children) {
                    marked.add(new Mark(lineOf(child, 0)));
                    marked.add(child);
                }
                children.clear();
                children.addAll(marked);
            } else {
                BoundedBody bounded = new BoundedBody(List.copyOf(children), node.getLineNumber());
                children.clear();
                children.add(bounded);
            }
        }

        @Override
        public void visit(MacroNode node) {
            node.getBody().accept(this);
        }
    }

    /** Charges all tags outside of bodies when a template begins, also in a child template, which renders nothing else before "extends". */
    private static final class Step extends AbstractRenderableNode {
        private final int cost;

        Step(int cost) {
            this.cost = cost;
        }

        @Override
        public void render(PebbleTemplateImpl self, Writer writer, EvaluationContextImpl context) {
            RenderBudget budget = budget(writer, context);
            budget.step();
            budget.work(cost);
        }

        @Override
        public void accept(NodeVisitor visitor) {
            visitor.visit(this);
        }
    }

    /** Records the line of the next tag that is outside of all bodies. */
    private static final class Mark extends AbstractRenderableNode {
        Mark(int line) {
            super(line);
        }

        @Override
        public void render(PebbleTemplateImpl self, Writer writer, EvaluationContextImpl context) {
            budget(writer, context).mark(self.getName(), getLineNumber());
        }

        @Override
        public void accept(NodeVisitor visitor) {
            visitor.visit(this);
        }
    }

    private static final class BoundedBody extends AbstractRenderableNode {
        private final List<RenderableNode> children;
        private final int[] costs;

        BoundedBody(List<RenderableNode> children, int line) {
            super(line);
            this.children = children;
            this.costs = children.stream().mapToInt(ExpressionCost::of).toArray();
        }

        @Override
        public void render(PebbleTemplateImpl self, Writer writer, EvaluationContextImpl context) throws IOException {
            RenderBudget budget = budget(writer, context);
            if (writer instanceof PageWriter) {
                renderBounded(self, writer, context, budget);
            } else {
                // block("name") and parent() collect text in a writer of the engine that has no limit
                PageWriter part = new PageWriter(budget, false);
                renderBounded(self, part, context, budget);
                writer.write(part.toString());
            }
        }

        private void renderBounded(
                PebbleTemplateImpl self, Writer writer, EvaluationContextImpl context, RenderBudget budget)
                throws IOException {
            int line = getLineNumber();
            try {
                budget.enter();
                for (int i = 0; i < costs.length; i++) {
                    RenderableNode child = children.get(i);
                    line = lineOf(child, line);
                    budget.work(costs[i]);
                    child.render(self, writer, context);
                }
                budget.leave();
            } catch (BudgetExceeded e) {
                e.at(self.getName(), line);
                throw e;
            }
        }

        @Override
        public void accept(NodeVisitor visitor) {
            visitor.visit(this);
        }
    }
}
