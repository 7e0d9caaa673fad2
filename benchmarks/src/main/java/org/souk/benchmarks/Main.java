package org.souk.benchmarks;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** {@code benchmarks/run PROGRAM [--option value]…}. Ends with 0 only if what was promised is kept. */
final class Main {
    /** One row of what is promised. */
    interface Program {
        /** Measures and prints. */
        Verdict run(Options options) throws Exception;
    }

    private static final Map<String, Program> PROGRAMS = new TreeMap<>(Map.ofEntries(
            Map.entry("drop", new Drop()),
            Map.entry("redeploy", new Redeploy()),
            Map.entry("refused", new Refused()),
            Map.entry("bundle-update", new BundleUpdate()),
            Map.entry("many", new Many()),
            Map.entry("hosts", new Hosts()),
            Map.entry("beside", new Beside()),
            Map.entry("large", new Large()),
            Map.entry("large-update", new LargeUpdate()),
            Map.entry("frozen", new Frozen()),
            Map.entry("orders", new Orders())));

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        Program program = arguments.length == 0 ? null : PROGRAMS.get(arguments[0]);
        if (program == null) {
            System.err.println("Usage: benchmarks/run PROGRAM [--option value]...; programs: "
                    + String.join(", ", PROGRAMS.keySet()));
            System.exit(2);
            return;
        }
        int status = 1;
        try {
            Machine.print(String.join(" ", arguments));
            Options options = new Options(Arrays.copyOfRange(arguments, 1, arguments.length));
            Verdict verdict = program.run(options);
            System.out.println("load average after: " + Machine.load());
            System.out.println();
            status = verdict.print(arguments[0]) ? 0 : 1;
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            status = 2;
        } catch (Exception | Error e) {
            e.printStackTrace();
            System.out.println(arguments[0] + ": not met, it did not come to an end: " + e);
        }
        System.exit(status);
    }
}
