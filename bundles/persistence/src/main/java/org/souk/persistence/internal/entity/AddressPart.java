package org.souk.persistence.internal.entity;

import static org.souk.api.order.Address.MAX_CHARACTERS;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.souk.api.order.Address;
import org.souk.persistence.internal.sql.ColumnLimits;

/** A shipping address. */
@Embeddable
public class AddressPart {
    @Column(name = "ship_name")
    private String name = "";

    @Column(name = "ship_line1")
    private String line1 = "";

    @Column(name = "ship_line2")
    private String line2 = "";

    @Column(name = "ship_city")
    private String city = "";

    @Column(name = "ship_region")
    private String region = "";

    @Column(name = "ship_postcode")
    private String postcode = "";

    @Column(name = "ship_country")
    private String country = "";

    public AddressPart() {}

    public AddressPart(Address address) {
        name = ColumnLimits.exactly("shippingAddress.name", address.name(), MAX_CHARACTERS);
        line1 = ColumnLimits.exactly("shippingAddress.line1", address.line1(), MAX_CHARACTERS);
        line2 = ColumnLimits.exactly("shippingAddress.line2", address.line2(), MAX_CHARACTERS);
        city = ColumnLimits.exactly("shippingAddress.city", address.city(), MAX_CHARACTERS);
        region = ColumnLimits.exactly("shippingAddress.region", address.region(), MAX_CHARACTERS);
        postcode = ColumnLimits.exactly("shippingAddress.postcode", address.postcode(), MAX_CHARACTERS);
        country = ColumnLimits.exactly("shippingAddress.country", address.country(), 2);
    }

    public Address toAddress() {
        return new Address(name, line1, line2, city, region, postcode, country);
    }
}
