package org.souk.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A product export as shops really have them: other spellings, quotes, lines inside fields, rows that cannot be used. */
@ExtendWith(SharedContainer.class)
class ExportIT {
    private static final String HOST = "export.localhost";
    private static final String EXPORT = """
            Handle,Title,Body,Vendor,Type,Tags,Published,Option1 name,Option1 value,Variant sku,Variant inventory tracker,Variant inventory policy,Variant inventory quantity,Variant fullfilment service,Variant price,Variant compare at price,Image src,Variant weight unit
            fine-lamp,Fine Lamp,"Two lines,
            with a ""quote"".",Heller LLC,Garden,"Outdoors,Beauty",TRUE,Color,jade,,,deny,24,manual,20.03,"",https://images.example/lamp.png,""
            fine-lamp,"","","","","","",Color,plum,fine-lamp-plum,,deny,45,manual,21.00,"","",""
            fine-lamp,"","","","","","",Color,plum,fine-lamp-plum-2,,deny,45,manual,25.00,"","",""
            old-plate,Old Plate,Text,Hammes,Kitchen,,TRUE,Title,Default Title,PLATE,,deny,1,manual,5.45,9.90,,
            fine-lamp,Another Lamp,Text,Other,Garden,,TRUE,Color,red,LAMP-3,,deny,1,manual,1.00,,,
            no-title,,Text,Other,Garden,,TRUE,Color,red,NO-1,,deny,1,manual,1.00,,,
            """;
    private static Container container;

    @BeforeAll
    static void drop(Container shared) {
        container = shared;
        new ShopFiles("export", HOST).with("products.csv", EXPORT).drop(container.deploy());
        Await.until(
                Duration.ofSeconds(10),
                () -> "live",
                () -> Http.get(container.httpPort(), HOST, "/").status() == 200);
    }

    @Test
    @DisplayName("its products, variants and prices are sold")
    void sells() {
        Shopper shopper = container.shopper(HOST);
        assertThat(shopper.get("/api/v1/products").text("/total")).isEqualTo("2");
        JsonNode lamp = shopper.get("/api/v1/products/fine-lamp").body();
        assertThat(lamp.get("title").asText()).isEqualTo("Fine Lamp");
        assertThat(lamp.get("variants")).hasSize(2);
        assertThat(lamp.at("/variants/1/price/amount").asInt()).isEqualTo(2100);
        String made = lamp.at("/variants/0/sku").asText();
        assertThat(made).isNotEmpty();
        assertThat(shopper.add(made, 1).status()).isEqualTo(200);
        Shopper.Json placed = shopper.checkout();
        assertThat(placed.status()).as(placed.toString()).isEqualTo(201);
        assertThat(placed.text("/total/amount")).isEqualTo("2003");
    }

    @Test
    @DisplayName("what cannot be used is told with its line")
    void warns() {
        assertThat(container.client("catalog:info export").output())
                .contains("products.csv:5", "products.csv:7", "products.csv:8");
    }
}
