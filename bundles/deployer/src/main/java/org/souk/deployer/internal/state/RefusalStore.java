package org.souk.deployer.internal.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.Problem;
import org.souk.common.digest.Sha256;

/**
 * Stores each refusal in a small file, so that after a restart operators still see it and a source that has not changed is not read again.
 */
public final class RefusalStore {
    private static final Logger LOG = LoggerFactory.getLogger(RefusalStore.class);

    private final Path root;
    private final Supplier<String> rules;

    /**
     * @param rules fingerprint of the rules by which a source is refused now
     */
    public RefusalStore(Path root, Supplier<String> rules) {
        this.root = root;
        this.rules = rules;
    }

    /**
     * A refusal as it was written.
     *
     * @param stands whether the same source would be refused for the same reasons again
     */
    public record Written(Refusal refusal, boolean stands) {}

    private Path file(String source) {
        return root.resolve(Sha256.of(source).substring(0, 32));
    }

    public void write(Refusal refusal) {
        Properties values = new Properties();
        values.setProperty("source", refusal.source());
        values.setProperty("id", refusal.id());
        values.setProperty("version", refusal.version());
        values.setProperty("at", refusal.at().toString());
        values.setProperty("reason", refusal.reason().name());
        values.setProperty("stamp", refusal.content());
        values.setProperty("circumstances", rules.get());
        for (int i = 0; i < refusal.problems().size(); i++) {
            Problem problem = refusal.problems().get(i);
            values.setProperty("problem." + i + ".severity", problem.severity().name());
            values.setProperty("problem." + i + ".file", problem.file());
            values.setProperty("problem." + i + ".line", Integer.toString(problem.line()));
            values.setProperty("problem." + i + ".message", problem.message());
        }
        try {
            Files.createDirectories(root);
            StateFile.write(file(refusal.source()), values);
        } catch (IOException e) {
            LOG.warn(
                    "That {} was refused cannot be written down, so the next start reads it again: {}",
                    refusal.source(),
                    e.toString());
        }
    }

    public void forget(String source) {
        try {
            Files.deleteIfExists(file(source));
        } catch (IOException e) {
            LOG.warn("{} cannot be deleted: {}", file(source), e.toString());
        }
    }

    /** All refusals. Those that cannot be read are deleted; their sources are read again. */
    public List<Written> read() throws IOException {
        List<Written> all = new ArrayList<>();
        for (Path file : StateFile.children(root)) {
            // the process ended before the file was renamed
            Optional<Written> written = file.toString().endsWith(".new") ? Optional.empty() : read(file);
            if (written.isPresent()) {
                all.add(written.get());
            } else {
                Files.deleteIfExists(file);
            }
        }
        return all;
    }

    private Optional<Written> read(Path file) {
        try {
            Properties values = StateFile.read(file);
            List<Problem> problems = new ArrayList<>();
            for (int i = 0; values.containsKey("problem." + i + ".severity"); i++) {
                problems.add(new Problem(
                        Problem.Severity.valueOf(Version.get(values, "problem." + i + ".severity")),
                        Version.get(values, "problem." + i + ".file"),
                        Integer.parseInt(Version.get(values, "problem." + i + ".line")),
                        Version.get(values, "problem." + i + ".message")));
            }
            Refusal refusal = new Refusal(
                    Version.get(values, "source"),
                    Version.get(values, "id"),
                    Version.get(values, "version"),
                    Version.instant(Version.get(values, "at")),
                    Refusal.Reason.valueOf(Version.get(values, "reason")),
                    Version.get(values, "stamp"),
                    problems);
            boolean sameRules = Version.get(values, "circumstances").equals(rules.get());
            boolean stands = sameRules && refusal.reason().stands();
            return Optional.of(new Written(refusal, stands));
        } catch (IOException | IllegalArgumentException e) {
            LOG.info("{} cannot be read, so its source is read again: {}", file, e.toString());
            return Optional.empty();
        }
    }
}
