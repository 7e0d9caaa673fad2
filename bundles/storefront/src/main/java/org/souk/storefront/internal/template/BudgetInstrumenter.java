package org.souk.storefront.internal.template;

import io.pebbletemplates.pebble.extension.AbstractNodeVisitor;
import io.pebbletemplates.pebble.extension.NodeVisitor;
import io.pebbletemplates.pebble.extension.NodeVisitorFactory;
import io.pebbletemplates.pebble.node.AbstractRenderableNode;
import io.pebbletemplates.pebble.node.BodyNode;
import io.pebbletemplates.pebble.node.MacroNode;
import io.pebbletemplates.pebble.node.RenderableNode;
import io.pebbletemplates.pebble.node.RootNode;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import io.pebbletemplates.pebble.template.Scope;
import java.io.IOException;
import java.io.Writer;
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

    static RenderBudget budget(EvaluationContextImpl context) {
        if (find(context, RenderBudget.KEY) instanceof RenderBudget budget) {
            return budget;
        }
        throw new BudgetExceeded("it is rendered without a budget");
    }

    /** Finds a value of the model, also inside a macro, which sees only its arguments. */
    static @Nullable Object find(EvaluationContextImpl context, String key) {
        // search from the bottom scope, which has the model: "include … with" lets a template shadow any name
        List<Scope> scopes = context.getScopeChain().getGlobalScopes();
        for (int i = scopes.size() - 1; i >= 0; i--) {
            Object value = scopes.get(i).get(key);
            if (value != null) {
                return value;
            }
        }
        return null;
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
                children.add(0, new Step());
            } else {
                Bounded bounded = new Bounded(List.copyOf(children), node.getLineNumber());
                children.clear();
                children.add(bounded);
            }
        }

        @Override
        public void visit(MacroNode node) {
            node.getBody().accept(this);
        }
    }

    private static final class Step extends AbstractRenderableNode {
        @Override
        public void render(PebbleTemplateImpl self, Writer writer, EvaluationContextImpl context) {
            budget(writer, context).step();
        }

        @Override
        public void accept(NodeVisitor visitor) {
            visitor.visit(this);
        }
    }

    private static final class Bounded extends AbstractRenderableNode {
        private final List<RenderableNode> children;

        Bounded(List<RenderableNode> children, int line) {
            super(line);
            this.children = children;
        }

        @Override
        public void render(PebbleTemplateImpl self, Writer writer, EvaluationContextImpl context) throws IOException {
            RenderBudget budget = budget(writer, context);
            budget.enter();
            for (RenderableNode child : children) {
                child.render(self, writer, context);
            }
            budget.leave();
        }

        @Override
        public void accept(NodeVisitor visitor) {
            visitor.visit(this);
        }
    }
}
