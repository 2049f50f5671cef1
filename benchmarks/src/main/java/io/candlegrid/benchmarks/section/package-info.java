/**
 * What is measured, a section each: {@link io.candlegrid.benchmarks.section.Section} prints its
 * table and gives its part of the document {@code benchmarks/v1}.
 */
@NullMarked
package io.candlegrid.benchmarks.section;

import org.jspecify.annotations.NullMarked;
