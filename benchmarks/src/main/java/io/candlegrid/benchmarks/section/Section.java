package io.candlegrid.benchmarks.section;

import java.io.PrintStream;
import tools.jackson.databind.node.ObjectNode;

/** Part of a run. */
public interface Section {

    /**
     * Compares, measures and prints a table; IllegalStateException when results that must agree do
     * not.
     *
     * @return what was printed and more, for the document
     */
    ObjectNode run(PrintStream console);
}
