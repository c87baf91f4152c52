/** A rule for the benchmark of events. */
@NullMarked
package io.lares.bench.rule;

import org.jspecify.annotations.NullMarked;
