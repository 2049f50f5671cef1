/**
 * The application: the executable, its wiring and its edges; entry class {@code
 * CandlegridApplication}.
 */
@NullMarked
package io.candlegrid.platform;

import org.jspecify.annotations.NullMarked;
