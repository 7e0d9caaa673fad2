package org.souk.benchmarks;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.souk.benchmarks.console.MachineInfo;
import org.souk.benchmarks.console.Options;
import org.souk.benchmarks.console.Verdict;
import org.souk.benchmarks.program.BesideProgram;
import org.souk.benchmarks.program.BundleUpdateProgram;
import org.souk.benchmarks.program.DropProgram;
import org.souk.benchmarks.program.FrozenProgram;
import org.souk.benchmarks.program.HostsProgram;
import org.souk.benchmarks.program.LargeProgram;
import org.souk.benchmarks.program.LargeUpdateProgram;
import org.souk.benchmarks.program.ManyProgram;
import org.souk.benchmarks.program.OrdersProgram;
import org.souk.benchmarks.program.Program;
import org.souk.benchmarks.program.RedeployProgram;
import org.souk.benchmarks.program.RefusedProgram;

/** {@code benchmarks/run PROGRAM [--option value]…}. Exits with 0 only if all bounds are met. */
final class Main {
    private static final Map<String, Program> PROGRAMS = new TreeMap<>(Map.ofEntries(
            Map.entry("drop", new DropProgram()),
            Map.entry("redeploy", new RedeployProgram()),
            Map.entry("refused", new RefusedProgram()),
            Map.entry("bundle-update", new BundleUpdateProgram()),
            Map.entry("many", new ManyProgram()),
            Map.entry("hosts", new HostsProgram()),
            Map.entry("beside", new BesideProgram()),
            Map.entry("large", new LargeProgram()),
            Map.entry("large-update", new LargeUpdateProgram()),
            Map.entry("frozen", new FrozenProgram()),
            Map.entry("orders", new OrdersProgram())));

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
            MachineInfo.print(String.join(" ", arguments));
            Options options = new Options(Arrays.copyOfRange(arguments, 1, arguments.length));
            Verdict verdict = program.run(options);
            System.out.println("load average after: " + MachineInfo.load());
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
