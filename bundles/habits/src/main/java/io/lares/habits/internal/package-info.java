/** The service: who wants what learned, suggested and remembered. */
@NullMarked
package io.lares.habits.internal;

import org.jspecify.annotations.NullMarked;
