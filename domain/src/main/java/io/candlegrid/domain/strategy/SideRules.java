package io.candlegrid.domain.strategy;

import org.jspecify.annotations.Nullable;

/**
 * When a side is entered and left.
 *
 * @param exit null when a stop or {@code max_bars} ends the position
 */
public record SideRules(Rule entry, @Nullable Rule exit) {}
