package org.souk.deployer.internal.read;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.souk.api.catalog.Coupon;
import org.souk.api.catalog.CouponCode;
import org.souk.api.money.Money;
import org.souk.deployer.internal.read.text.AmountParser;
import org.souk.deployer.internal.read.yaml.YamlMap;
import org.souk.deployer.internal.read.yaml.YamlNode;

/** Reads the coupons from {@code catalog.yaml}. Days are UTC days, so that they mean the same on all containers. */
final class CouponsReader {
    static final int MAX_COUPONS = 10_000;
    private static final int MAX_USES = 1_000_000_000;

    private CouponsReader() {}

    static Map<CouponCode, Coupon> read(YamlMap top, Currency currency) {
        List<YamlNode> nodes = top.list("coupons");
        if (nodes.size() > MAX_COUPONS) {
            top.get("coupons")
                    .ifPresent(node -> node.error("there are " + nodes.size() + " coupons; write at most " + MAX_COUPONS
                            + ", and take out those that are over"));
            return Map.of();
        }
        Map<CouponCode, Coupon> coupons = new HashMap<>();
        for (YamlNode node : nodes) {
            node.map(CatalogKeys.COUPON)
                    .flatMap(m -> coupon(m, currency))
                    .filter(coupon -> coupons.putIfAbsent(coupon.code(), coupon) != null)
                    .ifPresent(twice -> node.error("the coupon '" + twice.code() + "' appears twice in 'coupons', small"
                            + " and capital letters are the same; give each its own code"));
        }
        return coupons;
    }

    private static Optional<Coupon> coupon(YamlMap m, Currency currency) {
        Optional<CouponCode> code = m.require("code", "SPRING-10", CouponsReader::code);
        Optional<Coupon.Benefit> benefit = benefit(m, currency);
        Optional<Money> minimum = m.parsed("minimum", text -> AmountParser.read("the minimum", text, currency));
        Optional<Instant> from = m.parsed("from", text -> moment(text, LocalDate::atStartOfDay));
        Optional<Instant> end =
                m.parsed("until", text -> moment(text, day -> day.plusDays(1).atStartOfDay()));
        int uses = m.integer("uses", 1, MAX_USES, 0);
        if (from.isPresent() && end.isPresent() && !from.get().isBefore(end.get())) {
            m.self().error("'until' is before 'from', so nobody could use the coupon; write a later day");
            return Optional.empty();
        }
        return code.flatMap(c -> benefit.map(b -> new Coupon(
                c,
                m.get("name").flatMap(n -> n.line(100)).orElse(c.value()),
                b,
                minimum.orElse(null),
                from.orElse(null),
                end.orElse(null),
                uses == 0 ? null : uses)));
    }

    private static CouponCode code(String text) {
        try {
            return new CouponCode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no code; write 3 to 40 letters, digits or hyphens, like SPRING-10", e);
        }
    }

    private static Optional<Coupon.Benefit> benefit(YamlMap m, Currency currency) {
        Optional<YamlNode> percent = m.get("percent");
        Optional<YamlNode> amount = m.get("amount");
        if (percent.isPresent() == amount.isPresent()) {
            m.self().error("a coupon has either 'percent' or 'amount'; write one of them, like 'percent: 10'");
            return Optional.empty();
        }
        return percent.isPresent()
                ? percent.get().parsed(CouponsReader::percent)
                : amount.get().parsed(text -> amount(text, currency));
    }

    private static Coupon.Benefit percent(String text) {
        if (text.matches("\\d{1,3}(\\.\\d{1,2})?")) {
            BigDecimal percent = new BigDecimal(text);
            if (percent.signum() > 0 && percent.compareTo(BigDecimal.valueOf(100)) <= 0) {
                return new Coupon.Benefit.Percent(percent);
            }
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no percentage of a coupon; write a number above 0 up to 100, like 10 or 12.5");
    }

    private static Coupon.Benefit amount(String text, Currency currency) {
        Money amount = AmountParser.read("the amount", text, currency);
        if (amount.isZero()) {
            throw new IllegalArgumentException("the amount '" + text + "' takes nothing off; write more than 0");
        }
        return new Coupon.Benefit.Amount(amount);
    }

    /** Parses a UTC day, or a date and time with its UTC offset. */
    private static Instant moment(String text, Function<LocalDate, LocalDateTime> ofDay) {
        try {
            return text.length() == 10
                    ? ofDay.apply(LocalDate.parse(text)).toInstant(ZoneOffset.UTC)
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no date; write a day (of UTC) like 2026-12-24, or a time with its offset like"
                            + " 2026-12-24T18:00+01:00",
                    e);
        }
    }
}
