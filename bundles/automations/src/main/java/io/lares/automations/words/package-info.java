/** Rules, and what came of them, in the words of people. */
@NullMarked
package io.lares.automations.words;

import org.jspecify.annotations.NullMarked;
