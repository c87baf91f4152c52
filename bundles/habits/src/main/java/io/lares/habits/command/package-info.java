/** {@code hub habits}: what a person does with learned habits from the command line. */
@NullMarked
package io.lares.habits.command;

import org.jspecify.annotations.NullMarked;
