/** The command line, which talks to a platform over REST; entry class {@code CandlegridCommand}. */
@NullMarked
package io.candlegrid.platform.cli;

import org.jspecify.annotations.NullMarked;
