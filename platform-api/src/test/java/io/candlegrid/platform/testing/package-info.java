/**
 * One running platform for all integration tests of the module; entry class {@code TestPlatform}.
 */
@NullMarked
package io.candlegrid.platform.testing;

import org.jspecify.annotations.NullMarked;
