package org.souk.storefront.internal.text;

import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.Locale;
import org.souk.api.money.Money;

/** Money and dates as shoppers of one language read them. */
public final class Formats {
    private final Locale locale;

    /** For that language. */
    public Formats(Locale locale) {
        this.locale = locale;
    }

    /** The language. */
    public Locale locale() {
        return locale;
    }

    /** An amount with its currency's sign: {@code £19.90}, {@code 19,90 €}. */
    public String money(Money money) {
        Currency currency = money.currency();
        NumberFormat format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(currency);
        format.setMinimumFractionDigits(currency.getDefaultFractionDigits());
        format.setMaximumFractionDigits(currency.getDefaultFractionDigits());
        return format.format(money.toMajor());
    }

    /** A day and a time: {@code 23 November 2026, 14:05}. */
    public String moment(Instant instant) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(locale)
                .format(instant.atZone(ZoneId.systemDefault()));
    }

    /** A day: {@code 23 November 2026}. */
    public String day(Instant instant) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(instant.atZone(ZoneId.systemDefault()));
    }

    /** A country's name. */
    public String country(String code) {
        return new Locale.Builder().setRegion(code).build().getDisplayCountry(locale);
    }

    /** How much less, in whole percent, rounded down; 0 where it is not less. */
    public static int saving(Money former, Money price) {
        return former.amount() <= price.amount() || former.amount() == 0
                ? 0
                : (int) ((former.amount() - price.amount()) * 100 / former.amount());
    }
}
