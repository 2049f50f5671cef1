/**
 * What holds for every request: who may ask, limits, errors, the web UI; entry class {@code
 * WebConfiguration}.
 */
@NullMarked
package io.candlegrid.platform.web;

import org.jspecify.annotations.NullMarked;
