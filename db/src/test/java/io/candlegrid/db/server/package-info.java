/** Tests of the embedded servers, and the servers for other modules' tests. */
@NullMarked
package io.candlegrid.db.server;

import org.jspecify.annotations.NullMarked;
