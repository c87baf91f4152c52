/** Households that live by a seed, with known habits: for tests, benchmarks and demonstrations. */
@NullMarked
package io.lares.household;

import org.jspecify.annotations.NullMarked;
