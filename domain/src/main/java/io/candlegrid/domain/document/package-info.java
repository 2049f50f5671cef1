/**
 * JSON documents as users write them: strict parsing, errors, canonical form and hash; entry class
 * {@code Documents}.
 */
@NullMarked
package io.candlegrid.domain.document;

import org.jspecify.annotations.NullMarked;
