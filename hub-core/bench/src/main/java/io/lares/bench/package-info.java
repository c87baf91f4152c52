/** Benchmarks of the whole hub, each against a peer or a limit in the same run. */
@NullMarked
package io.lares.bench;

import org.jspecify.annotations.NullMarked;
