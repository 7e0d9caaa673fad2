package org.souk.storefront.internal.text;

import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.Currency;
import java.util.Locale;
import org.souk.api.money.Money;

/** Formats prices and times for a locale and a time zone. */
public record Formats(Locale locale, ZoneId zone) {
    /** With the currency's sign: {@code £19.90}, {@code 19,90 €}. */
    public String money(Money money) {
        Currency currency = money.currency();
        NumberFormat format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(currency);
        format.setMinimumFractionDigits(currency.getDefaultFractionDigits());
        format.setMaximumFractionDigits(currency.getDefaultFractionDigits());
        return format.format(money.toMajor());
    }

    /** With the name of the zone: {@code 23 November 2026, 14:05 GMT}. */
    public String dateTime(Instant instant) {
        return new DateTimeFormatterBuilder()
                .appendLocalized(FormatStyle.LONG, FormatStyle.SHORT)
                .appendLiteral(' ')
                .appendZoneText(TextStyle.SHORT)
                .toFormatter(locale)
                .format(instant.atZone(zone));
    }

    /** {@code 23 November 2026}. */
    public String date(Instant instant) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(instant.atZone(zone));
    }

    /** @param code ISO 3166 alpha-2 */
    public String country(String code) {
        return new Locale.Builder().setRegion(code).build().getDisplayCountry(locale);
    }

    /** The reduction in whole percent, rounded down; 0 if there is none. */
    public static int percentOff(Money former, Money price) {
        return former.amount() <= price.amount() || former.amount() == 0
                ? 0
                : (int) ((former.amount() - price.amount()) * 100 / former.amount());
    }
}
