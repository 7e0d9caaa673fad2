package org.souk.deployer.internal.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashTrieTest {
    /** Of which many have one hash, or hashes that differ in few bits. */
    private record Key(int number, int hashes) {
        @Override
        public int hashCode() {
            return hashes == 0 ? number : number % hashes << 28 | number % hashes;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 17})
    @DisplayName("It agrees with a plain map, whatever the hashes, and every earlier state stays as it was")
    void agreesWithAPlainMap(int hashes) {
        Random random = new Random(hashes + 5);
        HashTrie<Key, Integer> trie = HashTrie.empty();
        Map<Key, Integer> model = new HashMap<>();
        List<HashTrie<Key, Integer>> tries = new ArrayList<>();
        List<Map<Key, Integer>> models = new ArrayList<>();
        for (int step = 0; step < 3000; step++) {
            Key key = new Key(random.nextInt(400), hashes);
            if (random.nextInt(5) < 3) {
                trie = trie.with(key, step);
                model.put(key, step);
            } else {
                trie = trie.without(key);
                model.remove(key);
            }
            AtomicInteger size = new AtomicInteger();
            trie.forEach((k, value) -> size.incrementAndGet());
            assertThat(size).hasValue(model.size());
            assertThat(trie.isEmpty()).isEqualTo(model.isEmpty());
            if (step % 300 == 0) {
                tries.add(trie);
                models.add(Map.copyOf(model));
            }
        }
        for (int i = 0; i < tries.size(); i++) {
            Map<Key, Integer> found = new HashMap<>();
            tries.get(i).forEach(found::put);
            assertThat(found).isEqualTo(models.get(i));
            for (int number = 0; number < 400; number++) {
                Key key = new Key(number, hashes);
                assertThat(tries.get(i).get(key)).isEqualTo(models.get(i).get(key));
            }
        }
        for (Key key : List.copyOf(model.keySet())) {
            trie = trie.without(key);
        }
        assertThat(trie.isEmpty()).isTrue();
        assertThat(trie.get(new Key(1, hashes))).isNull();
    }
}
