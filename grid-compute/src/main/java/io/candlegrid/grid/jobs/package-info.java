/**
 * The Hazelcast grid and the dispatch of named work to its members; entry class {@code GridMember}.
 * Work is a message (handler name and text), never code.
 */
@NullMarked
package io.candlegrid.grid.jobs;

import org.jspecify.annotations.NullMarked;
