package org.souk.benchmarks.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * A minimal program to compare with: the two calls of the API in plain JDBC behind a bare Jetty. Products and the price are constants; the
 * responses are those of Souk.
 */
public final class PlainJdbcShop extends Handler.Abstract {
    /** As many as in a container. */
    private static final int TILLS = 10;

    private static final ObjectMapper JSON = new ObjectMapper();
    private final BlockingDeque<PlainJdbcCheckout> tills = new LinkedBlockingDeque<>();

    private PlainJdbcShop(String url, String user, String password) throws SQLException {
        PlainJdbcCheckout.stock(url, user, password);
        for (int i = 0; i < TILLS; i++) {
            tills.add(new PlainJdbcCheckout(url, user, password));
        }
    }

    /** Entry point of the process. Arguments: port, database, user, password. */
    public static void main(String[] arguments) throws Exception {
        BareJetty.serve(Integer.parseInt(arguments[0]), new PlainJdbcShop(arguments[1], arguments[2], arguments[3]));
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        JsonNode input = JSON.readTree(Content.Source.asInputStream(request));
        String cookie = request.getHeaders().get(HttpHeader.COOKIE);
        String session = cookie == null
                ? PlainJdbcCheckout.random() + PlainJdbcCheckout.random()
                : cookie.substring("souk=".length());
        boolean order = Request.getPathInContext(request).endsWith("/checkout");
        PlainJdbcCheckout till = tills.takeFirst();
        ObjectNode answer;
        try {
            answer = order
                    ? receipt(till.order(session, request.getHeaders().get("Idempotency-Key"), input))
                    : cart(till.add(
                            session,
                            input.get("sku").asText(),
                            input.get("quantity").asInt()));
        } catch (SQLException | RuntimeException e) {
            till.undo();
            throw e;
        } finally {
            tills.addFirst(till);
        }
        byte[] body = JSON.writeValueAsBytes(answer);
        response.setStatus(order ? 201 : 200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.getHeaders()
                .put(HttpHeader.SET_COOKIE, "souk=" + session + "; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax");
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }

    private static ObjectNode receipt(long number) {
        ObjectNode node = JSON.createObjectNode();
        node.put("number", String.valueOf(number));
        node.put(
                "token",
                UUID.nameUUIDFromBytes(String.valueOf(number).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .toString());
        node.put("status", "placed");
        node.set("total", money(PlainJdbcCheckout.PRICE));
        return node;
    }

    private static ObjectNode cart(PlainJdbcCheckout.Cart cart) {
        ObjectNode node = JSON.createObjectNode();
        int count = 0;
        var lines = node.putArray("lines");
        for (PlainJdbcCheckout.Line line : cart.lines()) {
            count += line.quantity();
            ObjectNode item = lines.addObject();
            item.put("id", line.id());
            item.put("sku", line.sku());
            item.put("title", line.title());
            item.put("handle", line.sku());
            item.put("quantity", line.quantity());
            item.set("unitPrice", money(PlainJdbcCheckout.PRICE));
            item.set("lineTotal", money(line.quantity() * PlainJdbcCheckout.PRICE));
            item.put("available", true);
        }
        node.put("itemCount", count);
        node.set("subtotal", money(count * PlainJdbcCheckout.PRICE));
        node.set("discount", money(0));
        node.set("shipping", money(0));
        node.set("tax", money(0));
        node.put("taxIncluded", true);
        node.set("total", money(count * PlainJdbcCheckout.PRICE));
        node.put("version", cart.version());
        return node;
    }

    private static ObjectNode money(long amount) {
        return JSON.createObjectNode().put("amount", amount).put("currency", "GBP");
    }
}
