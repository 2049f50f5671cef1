/** Parameter spaces and the total order of their trials; entry class {@code ParameterSpace}. */
@NullMarked
package io.candlegrid.domain.optimization;

import org.jspecify.annotations.NullMarked;
