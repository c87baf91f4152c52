/** The grammar tier: a lexicon made from the home at hand, clauses, targets, commands, answers. */
@NullMarked
package io.lares.planner.grammar;

import org.jspecify.annotations.NullMarked;
