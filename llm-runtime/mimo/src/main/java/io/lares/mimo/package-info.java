/** MiMo on the hub: a language model of Qwen2's architecture with weights that people bring. */
@NullMarked
package io.lares.mimo;

import org.jspecify.annotations.NullMarked;
