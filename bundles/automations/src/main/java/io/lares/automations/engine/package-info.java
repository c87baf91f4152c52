/** Follows the rules: what changes, what time it is, what runs. */
@NullMarked
package io.lares.automations.engine;

import org.jspecify.annotations.NullMarked;
