/** Health, readiness and status; entry class {@code OperationsConfiguration}. */
@NullMarked
package io.candlegrid.platform.operations;

import org.jspecify.annotations.NullMarked;
