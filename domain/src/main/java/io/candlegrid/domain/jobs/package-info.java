/** Jobs and their life cycle; entry class {@code Job}. */
@NullMarked
package io.candlegrid.domain.jobs;

import org.jspecify.annotations.NullMarked;
