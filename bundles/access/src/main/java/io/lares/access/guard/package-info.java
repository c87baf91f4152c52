/** The door's inside: passwords, sessions, tokens and throttling. */
@NullMarked
package io.lares.access.guard;

import org.jspecify.annotations.NullMarked;
