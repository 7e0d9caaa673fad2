package org.souk.itests.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.souk.itests.Bank;

/** Decides whether the bank's books and the shop's agree: every charge has one order, or was refunded. */
final class Books {
    private static final Set<String> UNSETTLED = Set.of("OPEN", "CANCELLING", "REFUND_DUE");

    private Books() {}

    /** Whether no payment is in progress. */
    static boolean settled(List<Stored.Payment> payments) {
        return payments.stream().noneMatch(payment -> UNSETTLED.contains(payment.state()));
    }

    /** The contradictions; empty if there are none. */
    static List<Finding> check(Map<String, Bank.Account> accounts, List<String> told, Stored stored) {
        List<Finding> findings = new ArrayList<>();
        Map<String, Stored.Payment> payments = new HashMap<>();
        stored.payments().forEach(payment -> payments.put(payment.attempt(), payment));
        Map<String, Stored.Order> orders = new HashMap<>();
        stored.orders().forEach(order -> orders.put(order.number(), order));
        accounts.forEach((attempt, account) -> {
            if (account.charges() > 1 || account.refunds() > account.charges()) {
                findings.add(new Finding(Finding.Kind.TWICE, attempt + " moved money twice: " + account));
            }
            Stored.Payment payment = payments.get(attempt);
            boolean kept = account.charges() > account.refunds();
            boolean ordered = payment != null && payment.number() != null && orders.containsKey(payment.number());
            if (kept != ordered) {
                findings.add(new Finding(Finding.Kind.UNPAID, "the bank has " + account + ", the shop " + payment));
            } else if (kept
                    && !account.sum().equals(orders.get(payment.number()).total() + " GBP")) {
                findings.add(new Finding(Finding.Kind.WRONG, "another sum was paid: " + account + " for " + payment));
            }
        });
        payments.forEach((attempt, payment) -> {
            if (payment.number() != null && !accounts.containsKey(attempt)) {
                findings.add(new Finding(Finding.Kind.UNPAID, "nobody paid " + payment));
            }
        });
        stored.stock().forEach((sku, level) -> {
            if (settled(stored.payments()) && level.reserved() != 0) {
                findings.add(new Finding(Finding.Kind.LOST, level.reserved() + " of " + sku + " are held for nobody"));
            }
        });
        Set<String> untold = new HashSet<>(orders.keySet());
        untold.removeAll(told);
        untold.forEach(
                number -> findings.add(new Finding(Finding.Kind.LOST, "order " + number + " was told to nobody")));
        return findings;
    }
}
