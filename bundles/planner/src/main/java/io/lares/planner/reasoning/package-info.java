/**
 * The reasoning tier: a language model, where there is one, says in a small language of this home
 * what to do about a sentence that the other tiers are unsure of.
 */
@NullMarked
package io.lares.planner.reasoning;

import org.jspecify.annotations.NullMarked;
