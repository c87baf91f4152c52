/** Rules as texts: what is kept, and what is exported and imported. */
@NullMarked
package io.lares.automations.keep;

import org.jspecify.annotations.NullMarked;
