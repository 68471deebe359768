package io.tickwire.engine.feed;

/**
 * An immutable map from names, as they are spelt, to ids: a trie over the bits of the names' hashes. Each addition
 * makes a new map that shares all but one path with the old.
 * Thread: any
 */
final class NameMap
{
    /** The id of a name that is not in the map. */
    static final int ABSENT = -1;

    static final NameMap EMPTY = new NameMap(new Branch());

    private static final int BITS = 5;
    private static final int FAN_OUT = 1 << BITS;

    private final Node root;

    private NameMap(final Node root)
    {
        this.root = root;
    }

    int get(final String name)
    {
        final int hash = name.hashCode();
        Node node = root;
        int shift = 0;
        while (node instanceof Branch branch)
        {
            node = branch.children[indexOf(hash, shift)];
            shift += BITS;
        }

        Leaf leaf = (Leaf)node;
        while (leaf != null && !leaf.name.equals(name))
        {
            leaf = leaf.next;
        }

        return leaf == null ? ABSENT : leaf.id;
    }

    /**
     * This map with one more name; a name that it already has keeps its id.
     */
    NameMap with(final String name, final int id)
    {
        return get(name) == ABSENT ? new NameMap(added(root, 0, name, id)) : this;
    }

    private static Node added(final Node node, final int shift, final String name, final int id)
    {
        final int hash = name.hashCode();
        if (node instanceof Branch branch)
        {
            final int index = indexOf(hash, shift);

            return branch.with(index, added(branch.children[index], shift + BITS, name, id));
        }

        final Leaf leaf = (Leaf)node;
        if (leaf == null || leaf.hash() == hash)
        {
            return new Leaf(name, id, leaf);
        }

        // Other hashes differ in some bits, at the latest in the last two that the seventh level looks at.
        return added(new Branch().with(indexOf(leaf.hash(), shift), leaf), shift, name, id);
    }

    private static int indexOf(final int hash, final int shift)
    {
        return hash >>> shift & FAN_OUT - 1;
    }

    private sealed interface Node permits Branch, Leaf
    {
    }

    private record Branch(Node[] children) implements Node
    {
        Branch()
        {
            this(new Node[FAN_OUT]);
        }

        Branch with(final int index, final Node child)
        {
            final Node[] copy = children.clone();
            copy[index] = child;

            return new Branch(copy);
        }
    }

    /** A name, and behind it the others of the same hash. */
    private record Leaf(String name, int id, Leaf next) implements Node
    {
        int hash()
        {
            return name.hashCode();
        }
    }
}
