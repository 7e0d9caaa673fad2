package org.souk.deployer.internal.route;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable hash map (hash array mapped trie). A changed copy shares all but one path with the original, so a change costs about the
 * same among many entries as among few.
 *
 * @param <K> keys, by equals and hashCode
 * @param <V> values, never null
 */
public final class HashTrie<K, V> {
    private static final int BITS = 5;

    private final @Nullable Node<K, V> root;

    private HashTrie(@Nullable Node<K, V> root) {
        this.root = root;
    }

    /** A branch with up to 32 children, or the entries of one hash. */
    private sealed interface Node<K, V> {}

    /** Children are stored without gaps, in the order of the set bits. */
    private record Branch<K, V>(int bits, List<Node<K, V>> children) implements Node<K, V> {
        int index(int bit) {
            return Integer.bitCount(bits & (bit - 1));
        }
    }

    /** Usually one entry; several if their keys have the same hash. */
    private record Leaf<K, V>(int hash, List<Entry<K, V>> entries) implements Node<K, V> {}

    private record Entry<K, V>(K key, V value) {}

    public static <K, V> HashTrie<K, V> empty() {
        return new HashTrie<>(null);
    }

    public boolean isEmpty() {
        return root == null;
    }

    public @Nullable V get(K key) {
        int hash = hash(key);
        Node<K, V> node = root;
        for (int shift = 0; node instanceof Branch<K, V> branch; shift += BITS) {
            int bit = bit(hash, shift);
            if ((branch.bits & bit) == 0) {
                return null;
            }
            node = branch.children.get(branch.index(bit));
        }
        return node instanceof Leaf<K, V> leaf && leaf.hash == hash ? get(leaf, key) : null;
    }

    private static <K, V> @Nullable V get(Leaf<K, V> leaf, K key) {
        for (Entry<K, V> entry : leaf.entries) {
            if (entry.key.equals(key)) {
                return entry.value;
            }
        }
        return null;
    }

    /** A map with that entry; it replaces an entry with an equal key. */
    public HashTrie<K, V> with(K key, V value) {
        Leaf<K, V> leaf = new Leaf<>(hash(key), List.of(new Entry<>(key, value)));
        return new HashTrie<>(root == null ? leaf : with(root, leaf, 0));
    }

    private static <K, V> Node<K, V> with(Node<K, V> node, Leaf<K, V> added, int shift) {
        if (node instanceof Leaf<K, V> leaf) {
            return leaf.hash == added.hash
                    ? merged(leaf, added.entries.get(0))
                    : with(new Branch<>(bit(leaf.hash, shift), List.of(leaf)), added, shift);
        }
        Branch<K, V> branch = (Branch<K, V>) node;
        int bit = bit(added.hash, shift);
        int index = branch.index(bit);
        List<Node<K, V>> children = new ArrayList<>(branch.children);
        if ((branch.bits & bit) == 0) {
            children.add(index, added);
        } else {
            children.set(index, with(children.get(index), added, shift + BITS));
        }
        return new Branch<>(branch.bits | bit, packed(children));
    }

    private static <K, V> Leaf<K, V> merged(Leaf<K, V> leaf, Entry<K, V> added) {
        List<Entry<K, V>> entries = new ArrayList<>(leaf.entries);
        entries.removeIf(entry -> entry.key.equals(added.key));
        entries.add(added);
        return new Leaf<>(leaf.hash, packed(entries));
    }

    public HashTrie<K, V> without(K key) {
        return root == null || get(key) == null ? this : new HashTrie<>(without(root, key, hash(key), 0));
    }

    /** Removes the key from a node that has it; null if nothing is left. */
    private static <K, V> @Nullable Node<K, V> without(Node<K, V> node, K key, int hash, int shift) {
        if (node instanceof Leaf<K, V> leaf) {
            List<Entry<K, V>> entries = new ArrayList<>(leaf.entries);
            entries.removeIf(entry -> entry.key.equals(key));
            return entries.isEmpty() ? null : new Leaf<>(leaf.hash, packed(entries));
        }
        Branch<K, V> branch = (Branch<K, V>) node;
        int bit = bit(hash, shift);
        int index = branch.index(bit);
        List<Node<K, V>> children = new ArrayList<>(branch.children);
        Node<K, V> child = without(children.get(index), key, hash, shift + BITS);
        if (child != null) {
            children.set(index, child);
            return collapse(branch.bits, children);
        }
        children.remove(index);
        return children.isEmpty() ? null : collapse(branch.bits & ~bit, children);
    }

    /** Returns a single leaf without a branch around it. */
    private static <K, V> Node<K, V> collapse(int bits, List<Node<K, V>> children) {
        return children.size() == 1 && children.get(0) instanceof Leaf<K, V> leaf
                ? leaf
                : new Branch<>(bits, packed(children));
    }

    /** Passes every entry, in no particular order. */
    public void forEach(BiConsumer<K, V> use) {
        if (root != null) {
            forEach(root, use);
        }
    }

    private static <K, V> void forEach(Node<K, V> node, BiConsumer<K, V> use) {
        if (node instanceof Leaf<K, V> leaf) {
            leaf.entries.forEach(entry -> use.accept(entry.key, entry.value));
        } else {
            ((Branch<K, V>) node).children.forEach(child -> forEach(child, use));
        }
    }

    @SuppressWarnings("unchecked")
    private static <E> List<E> packed(List<E> list) {
        return (List<E>) Arrays.asList(list.toArray());
    }

    /** Spreads the hash, because keys that differ in the upper bits only would lie deep. */
    private static int hash(Object key) {
        int hash = key.hashCode() * 0x9E3779B9;
        return hash ^ (hash >>> 15);
    }

    private static int bit(int hash, int shift) {
        // different hashes separate at shift 30 at the latest
        return 1 << (hash >>> shift & (1 << BITS) - 1);
    }
}
