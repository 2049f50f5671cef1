/** Who uses the platform; entry class {@code UserId}. */
@NullMarked
package io.candlegrid.domain.identity;

import org.jspecify.annotations.NullMarked;
