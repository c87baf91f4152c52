/** Rules from sentences: recurring times and events, and what is wished then. */
@NullMarked
package io.lares.automations.sentence;

import org.jspecify.annotations.NullMarked;
