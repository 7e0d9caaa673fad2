package org.souk.storefront.internal.servlet;

import java.util.Map;
import org.souk.storefront.internal.web.Reply;

/** Pages without the theme of a shop: for unknown hosts and malformed requests. */
final class NeutralPage {
    private static final Map<Integer, String> TITLES = Map.of(
            400, "This request is malformed",
            405, "This method is not allowed",
            414, "This address is too long",
            421, "There is no shop at this address",
            500, "Something went wrong",
            503, "Please try again in a moment");

    private NeutralPage() {}

    static Reply page(int status) {
        String title = TITLES.getOrDefault(status, "This did not work");
        return Reply.html(
                status,
                "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>" + title
                        + "</title></head><body><h1>" + title + "</h1></body></html>\n");
    }
}
