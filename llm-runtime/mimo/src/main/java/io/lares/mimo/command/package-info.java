/** {@code hub model}: brings, lists, compares and removes models. */
@NullMarked
package io.lares.mimo.command;

import org.jspecify.annotations.NullMarked;
