/** MiMo's forward pass, what it remembers, and the loop that makes text of it. */
@NullMarked
package io.lares.mimo.engine;

import org.jspecify.annotations.NullMarked;
