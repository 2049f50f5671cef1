/** Starting and stopping one platform process with its servers; entry class {@code Platform}. */
@NullMarked
package io.candlegrid.platform.launch;

import org.jspecify.annotations.NullMarked;
